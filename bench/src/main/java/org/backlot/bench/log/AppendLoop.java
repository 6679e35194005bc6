package org.backlot.bench.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.backlot.bench.ClosedLoops;
import org.backlot.bench.Measured;

/** One writer in this process: a stream of its own, another one after every ten events. */
final class AppendLoop implements ClosedLoops.Requests {
    private static final AtomicLong STREAMS = new AtomicLong();

    private final EventStorageEngine engine;
    private String stream = "";
    private long number;

    private AppendLoop(EventStorageEngine engine) {
        this.engine = engine;
    }

    /** Lets so many of them append for that long. */
    static Measured run(EventStorageEngine engine, int writers, Duration duration) {
        return ClosedLoops.run(writers, duration, _ -> new AppendLoop(engine));
    }

    @Override
    public void next() {
        long sequence = number % Appends.EVENTS_IN_STREAM;
        if (sequence == 0) {
            stream = "account/" + STREAMS.incrementAndGet();
        }
        engine.appendEvents(new GenericDomainEventMessage<>(
                Postings.STREAM_TYPE, stream, sequence, Postings.posted(number, stream), Postings.METADATA));
        number++;
    }
}
