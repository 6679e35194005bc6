package org.backlot.clips.worker.ffmpeg;

import java.time.Duration;

/**
 * How far ffmpeg has come, about twice a second.
 *
 * @param frames written so far, of the first picture stream
 * @param written how much of the output's time is done
 * @param bytes written so far; 0 where it does not know
 * @param finished whether this is the last word
 */
public record Progress(long frames, Duration written, long bytes, boolean finished) {
    /** Between 0 and 1: the part of a known length that is done. */
    public double of(Duration whole) {
        if (finished) {
            return 1;
        }
        return whole.isPositive() ? Math.clamp((double) written.toNanos() / whole.toNanos(), 0, 1) : 0;
    }
}
