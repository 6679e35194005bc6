package org.backlot.shared.editorial;

/**
 * Frames of a track on which nothing lies.
 *
 * @param frames how many, at least 1
 */
public record Gap(long frames) implements TrackItem {

    /** @throws IllegalArgumentException when it is empty */
    public Gap {
        if (frames < 1) {
            throw new IllegalArgumentException("A gap cannot last " + frames + " frames");
        }
    }
}
