package org.backlot.clips.command.job;

import java.time.Duration;

/**
 * How often a step is tried, how long to wait in between, and how long an attempt may take.
 *
 * @param attempts at most so many, the first one counted
 * @param pause before the second attempt
 * @param doubling whether each further pause is twice as long
 * @param timeout how long an attempt may take from its beginning
 */
record RetryPolicy(int attempts, Duration pause, boolean doubling, Duration timeout) {
    RetryPolicy {
        if (attempts < 1 || pause.isNegative() || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "A step has at least one attempt, a pause that is not negative, and some time: attempts " + attempts
                            + ", pause " + pause + ", timeout " + timeout);
        }
    }

    /** How long to wait after so many failed attempts in a row. */
    Duration pauseAfter(int failed) {
        return doubling ? pause.multipliedBy(1L << (failed - 1)) : pause;
    }
}
