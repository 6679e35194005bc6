// Why this file exists: an in point and an out point can disagree with a length; a start and a length cannot.
package org.backlot.shared.timecode;

import java.util.Objects;

/**
 * A stretch of consecutive frames, such as a take on a camera roll or a shot on a timeline.
 *
 * <p>The out point is exclusive, as in every edit list: it is the first frame that is no longer part of the stretch. A
 * stretch may run past midnight.
 *
 * @param in the first frame
 * @param frames how many frames, at least 1 and less than a day of them
 */
public record FrameSpan(Timecode in, long frames) {

    /** @throws IllegalArgumentException when the stretch is empty or as long as a day */
    public FrameSpan {
        Objects.requireNonNull(in, "in");
        if (frames < 1 || frames >= in.rate().framesPerDay()) {
            throw new IllegalArgumentException(
                    "A stretch from " + in + " cannot last " + frames + " frames: at least 1 and less than a day");
        }
    }

    /**
     * The stretch between two points.
     *
     * @param in the first frame
     * @param out the first frame after the stretch; a smaller label than {@code in} lies past midnight
     * @throws IllegalArgumentException when both are the same frame or their rates differ
     */
    public static FrameSpan between(Timecode in, Timecode out) {
        return new FrameSpan(in, in.framesUntil(out));
    }

    /** The first frame after the stretch. */
    public Timecode out() {
        return in.plus(frames);
    }
}
