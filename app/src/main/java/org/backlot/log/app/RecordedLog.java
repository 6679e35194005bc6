package org.backlot.log.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.Tail;
import org.backlot.eventstore.axon.EventMessages;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;

/** The log as events of Backlot, in order. A position has no gaps before it: who has seen n has seen all up to n. */
public final class RecordedLog {
    private final LogReader reader;
    private final EventMessages messages;
    private final Tail<TrackedEventMessage<?>> tail;

    public RecordedLog(LogReader reader, EventMessages messages, Tail<TrackedEventMessage<?>> tail) {
        this.reader = reader;
        this.messages = messages;
        this.tail = tail;
    }

    /** Up to {@code limit} events after a position that this process has heard of; read and decoded once for all. */
    public List<TrackedEventMessage<?>> newestAfter(long position, int limit) {
        return tail.after(position, limit);
    }

    /** The same, as records. */
    public List<RecordedEvent> newestEventsAfter(long position, int limit) {
        return newestAfter(position, limit).stream().map(RecordedLog::recorded).toList();
    }

    /** Up to {@code limit} events after a position, from the table itself: for those who read the log from far back. */
    public List<RecordedEvent> after(long position, int limit) {
        return messages.tracked(reader.after(position, limit).stream())
                .map(RecordedLog::recorded)
                .toList();
    }

    /** All events of a stream, in order. */
    public List<RecordedEvent> stream(String name) {
        return messages.tracked(reader.stream(name, 0).stream())
                .map(RecordedLog::recorded)
                .toList();
    }

    /** Up to {@code limit} events of some kind after a position, as {@link #newestAfter}; no other one is decoded. */
    public Stretch newestAfter(long position, int limit, Class<? extends Event> kind) {
        var messages = newestAfter(position, limit);
        return new Stretch(
                messages.stream()
                        .filter(message -> kind.isAssignableFrom(message.getPayloadType()))
                        .map(RecordedLog::recorded)
                        .toList(),
                messages.isEmpty() ? position : positionOf(messages.getLast()));
    }

    /**
     * A part of the log, seen by whoever cares for some events only.
     *
     * @param events those
     * @param last the position up to which there are no others
     */
    public record Stretch(List<RecordedEvent> events, long last) {}

    /** The event at a position; there must be one. */
    public TrackedEventMessage<?> at(long position) {
        return messages.tracked(reader.after(position - 1, 1).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the log has no event at " + position));
    }

    /** The position of the newest event; 0 in an empty log. */
    public long head() {
        return reader.head();
    }

    static long positionOf(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    /** What happened. Throws {@link EventUnreadable}. */
    static Event payload(TrackedEventMessage<?> message) {
        Object payload;
        try {
            payload = message.getPayload();
        } catch (RuntimeException e) {
            throw new EventUnreadable(positionOf(message), e);
        }
        if (payload instanceof Event event) {
            return event;
        }
        throw new EventUnreadable(positionOf(message), null);
    }

    static RecordedEvent recorded(TrackedEventMessage<?> message) {
        payload(message);
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
