package org.backlot.clips.worker.reframe;

import java.util.List;
import java.util.Optional;

/**
 * How a clip's picture is cut out of the recording's.
 *
 * @param aspect the shape of the clip
 * @param follow the window that follows what the picture is about
 * @param split where two people are shown one above the other instead
 */
public record ReframePlan(Aspect aspect, CropPath follow, Optional<Split> split) {

    /** The plan of that frame alone, as frame 0. */
    public ReframePlan at(long frame) {
        var halves = split.filter(
                        two -> two.shots().stream().anyMatch(shot -> frame >= shot.from() && frame < shot.to()))
                .map(two -> new Split(two.upper().only(frame), two.lower().only(frame), List.of(new Frames(0, 1))));
        return new ReframePlan(aspect, follow.only(frame), halves);
    }

    /**
     * Two windows, one above the other.
     *
     * @param upper the person on the left
     * @param lower the person on the right
     * @param shots when; frames count from the beginning of the clip
     */
    public record Split(CropPath upper, CropPath lower, List<Frames> shots) {
        public Split {
            shots = List.copyOf(shots);
        }
    }

    /** From this frame up to, and without, that one. */
    public record Frames(long from, long to) {
        public Frames {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("No frames from " + from + " to " + to);
            }
        }

        public long count() {
            return to - from;
        }
    }
}
