package org.backlot.eventstore.axon;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.backlot.eventstore.Tail;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store over the log. Its streams share one reading of the newest events and are woken by the commit, here or
 * on another node; streaming processors need not poll.
 */
public final class PostgresEventStore extends AbstractEventStore {
    private final Tail<TrackedEventMessage<?>> tail;

    private PostgresEventStore(Builder builder, Tail<TrackedEventMessage<?>> tail) {
        super(builder);
        this.tail = tail;
    }

    public static EventStore over(PostgresEventStorageEngine engine, Tail<TrackedEventMessage<?>> tail) {
        var builder = new Builder();
        builder.storageEngine(engine);
        return new PostgresEventStore(builder, tail);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new TailStream(tail, PostgresEventStorageEngine.position(token));
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
