package org.backlot.shared.editorial;

/**
 * A clip and where it lies.
 *
 * @param clip what lies there
 * @param begin the first frame it takes; the timeline's first one is 0
 */
public record PlacedClip(Clip clip, long begin) {

    /** The first frame after it. */
    public long end() {
        return begin + clip.frames();
    }
}
