package org.backlot.log.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the log in order, from any position on. */
public final class LogReader {
    private final EventStorageEngine engine;
    private final JdbcClient jdbc;

    public LogReader(EventStorageEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** Up to {@code limit} events after a position, in order. Positions may skip numbers, but never come later. */
    public List<TrackedEventMessage<?>> messagesAfter(long position, int limit) {
        var token = position == 0 ? null : GapAwareTrackingToken.newInstance(position, Set.of());
        try (var stream = engine.readEvents(token, false)) {
            return stream.limit(limit)
                    .<TrackedEventMessage<?>>map(message -> message)
                    .toList();
        }
    }

    /** The same, as records. */
    public List<RecordedEvent> after(long position, int limit) {
        return messagesAfter(position, limit).stream().map(LogReader::recorded).toList();
    }

    /** The position of the newest event; 0 in an empty log. */
    public long head() {
        return jdbc.sql("select coalesce(max(global_index), 0) from public.domain_event_entry")
                .query(Long.class)
                .single();
    }

    static long positionOf(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    static RecordedEvent recorded(TrackedEventMessage<?> message) {
        return recorded(message, positionOf(message));
    }

    static RecordedEvent recorded(EventMessage<?> message, long position) {
        var domainEvent = (DomainEventMessage<?>) message;
        return new RecordedEvent(
                position,
                message.getIdentifier(),
                domainEvent.getAggregateIdentifier(),
                domainEvent.getSequenceNumber(),
                message.getTimestamp(),
                (Event) message.getPayload(),
                texts(message.getMetaData()));
    }

    private static Map<String, String> texts(Map<String, ?> metadata) {
        var texts = new HashMap<String, String>();
        metadata.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
