// Why this file exists: width and height are two ints, and two ints get swapped.
package org.backlot.shared.editorial;

/**
 * The size of a picture in square pixels.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 */
public record Raster(int width, int height) {

    /** 1920 × 1080, what a cutting room assumes when nobody says otherwise. */
    public static final Raster HD = new Raster(1_920, 1_080);

    private static final int LARGEST = 32_768;

    /** @throws IllegalArgumentException when a side is empty or longer than {@value #LARGEST} pixels */
    public Raster {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("A picture cannot be " + width + " × " + height + " pixels");
        }
    }
}
