package org.backlot.clips.api;

import java.time.Duration;

/**
 * What an attempt has used up.
 *
 * @param busyMillis how long a worker was at it, in milliseconds
 * @param bytes how much it has written to the object store
 */
public record StepUsage(long busyMillis, long bytes) {
    public static final StepUsage NONE = new StepUsage(0, 0);

    private static final long LONGEST = Duration.ofDays(7).toMillis();
    private static final long LARGEST = 100_000_000_000_000L;

    public StepUsage {
        if (busyMillis < 0 || bytes < 0 || busyMillis > LONGEST || bytes > LARGEST) {
            throw new IllegalArgumentException("an attempt takes up to seven days and writes up to 100 terabytes");
        }
    }
}
