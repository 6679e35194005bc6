// Why this file exists: the table of CLIP section 3 as data, so that it can be read beside the specification.
package org.backlot.clips.command.job;

import java.time.Duration;
import org.backlot.clips.api.StepKind;

/**
 * How often a step is tried, how long to wait in between, and how long an attempt may take.
 *
 * @param attempts at most so many, the first one counted
 * @param pause before the second attempt
 * @param doubling whether each further pause is twice as long
 * @param timeout how long an attempt may take from its beginning
 */
record RetryPolicy(int attempts, Duration pause, boolean doubling, Duration timeout) {
    /**
     * How long an order may lie before somebody begins it. An attempt that nobody begins is over after this and its
     * time-out: so long a busy pool of workers takes no attempt away from anybody, and a lost order comes again.
     */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What holds for a kind of step. Extraction, energy and export are not in the table: they are like their neighbours. */
    static RetryPolicy of(StepKind kind) {
        return switch (kind) {
            case INGEST -> doubling(3, seconds(30), minutes(10));
            case TRANSCRIBE -> even(2, seconds(60), minutes(20));
            case SCENE_DETECT -> even(2, seconds(30), minutes(10));
            case FACE_TRACK -> even(2, seconds(30), minutes(15));
            case AUDIO_EXTRACT, AUDIO_ANALYZE -> even(2, seconds(30), minutes(10));
            case CLIP_SELECT -> even(3, seconds(10), seconds(60));
            case RENDER, EXPORT -> even(2, seconds(30), minutes(5));
        };
    }

    /** How long to wait after so many failed attempts in a row. */
    Duration pauseAfter(int failed) {
        return doubling ? pause.multipliedBy(1L << (failed - 1)) : pause;
    }

    private static RetryPolicy even(int attempts, Duration pause, Duration timeout) {
        return new RetryPolicy(attempts, pause, false, timeout);
    }

    private static RetryPolicy doubling(int attempts, Duration pause, Duration timeout) {
        return new RetryPolicy(attempts, pause, true, timeout);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }
}
