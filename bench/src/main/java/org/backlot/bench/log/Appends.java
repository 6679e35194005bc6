package org.backlot.bench.log;

import java.time.Duration;
import org.backlot.bench.Measured;

/**
 * A log that takes one event at a time from each of many writers. A writer knows the stream that it writes to and the
 * sequence number that comes next in it; after ten events it begins another stream.
 */
interface Appends extends AutoCloseable {
    int EVENTS_IN_STREAM = 10;

    /** As its figures are called after it. */
    String name();

    /** Tries what can be set for so many writers, a short while each, and keeps the best. */
    default void tune(int writers, Duration each) {}

    /** Lets so many writers append for that long. */
    Measured run(int writers, Duration duration);

    /** What it is and how it was tuned, for a reader. */
    String description();

    /** How many events it holds; all that were acknowledged, or the figures are worth nothing. */
    long count();

    @Override
    void close();
}
