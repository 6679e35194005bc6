package org.backlot.clips.command.job;

import org.backlot.clips.api.StepUsage;

/**
 * What an attempt costs, roughly: a machine of two cores by the second, and what is kept for a month by the byte. An
 * estimate to compare jobs with, not a bill.
 */
final class CostRates {
    /** About 0.10 US dollars an hour. */
    private static final long MICROS_PER_SECOND = 28;
    /** About 0.015 US dollars per gigabyte and month. */
    private static final long BYTES_PER_MICRO = 66_667;

    private static final long MILLIS = 1000;

    private CostRates() {}

    /** In millionths of a US dollar. All steps run on the same kind of machine today. */
    static long micros(StepUsage usage) {
        return Math.ceilDiv(Math.multiplyExact(usage.busyMillis(), MICROS_PER_SECOND), MILLIS)
                + Math.ceilDiv(usage.bytes(), BYTES_PER_MICRO);
    }
}
