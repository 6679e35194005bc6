package org.backlot.eventstore;

import java.util.List;

/** Reads streams; those who ask at the same time share a query. */
public final class StreamReads {
    private final SharedReads<StreamPart, List<StoredEvent>> reads;

    /** @param atATime how many queries run beside each other */
    public StreamReads(LogReader reader, int atATime) {
        this.reads = new SharedReads<>(atATime, reader::streams);
    }

    /**
     * The events of a stream from a sequence number on, in order.
     *
     * @throws LogUnavailable the database is away
     */
    public List<StoredEvent> stream(String name, long fromSequence) {
        return reads.ask(new StreamPart(name, fromSequence));
    }

    /** How many wait at this moment for a reader that is free. */
    public int waiting() {
        return reads.waiting();
    }
}
