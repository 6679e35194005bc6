package org.backlot.clips.worker.reframe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The shapes a clip may have, and how many pixels it is delivered in. */
public enum Aspect {
    VERTICAL("9:16", 1080, 1920),
    SQUARE("1:1", 1080, 1080),
    TALL("4:5", 1080, 1350),
    WIDE("16:9", 1920, 1080);

    private final String label;
    private final int width;
    private final int height;

    Aspect(String label, int width, int height) {
        this.label = label;
        this.width = width;
        this.height = height;
    }

    /** @throws IllegalArgumentException for any other text than {@code 9:16}, {@code 1:1}, {@code 4:5} and {@code 16:9} */
    @JsonCreator
    public static Aspect of(String label) {
        return Arrays.stream(values())
                .filter(aspect -> aspect.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown shape \"" + label + "\""));
    }

    @JsonValue
    public String label() {
        return label;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The width of the largest window of this shape in a picture; even. */
    int windowWidth(int pictureWidth, int pictureHeight) {
        return Math.min(even(pictureWidth), even((double) pictureHeight * width / height));
    }

    /** The height of the largest window of this shape in a picture; even. */
    int windowHeight(int pictureWidth, int pictureHeight) {
        return Math.min(even(pictureHeight), even((double) pictureWidth * height / width));
    }

    static int even(double pixels) {
        return (int) Math.floor(pixels / 2 + 1e-9) * 2;
    }
}
