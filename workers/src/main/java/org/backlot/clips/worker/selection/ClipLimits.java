package org.backlot.clips.worker.selection;

/**
 * How many clips of which length are wanted.
 *
 * @param most at most so many
 */
public record ClipLimits(int most, long shortestMillis, long longestMillis) {
    public ClipLimits {
        if (most < 1 || shortestMillis < 1 || longestMillis < shortestMillis) {
            throw new IllegalArgumentException("one clip at least, and none shorter than nothing");
        }
    }

    boolean allow(long length) {
        return length >= shortestMillis && length <= longestMillis;
    }
}
