package org.backlot.log.api;

import java.time.Instant;
import java.util.Map;
import org.backlot.shared.Event;

/**
 * An event as it lies in the log.
 *
 * @param position its place in the one order of all events, from 1; grows with commit order
 * @param eventId names it
 * @param stream the aggregate it belongs to, {@code kind/id}
 * @param sequence its place within that aggregate, from 0
 * @param recordedAt when it was written
 * @param payload what happened
 * @param metadata who, why and in which request; see {@link Metadata}
 */
public record RecordedEvent(
        long position,
        String eventId,
        String stream,
        long sequence,
        Instant recordedAt,
        Event payload,
        Map<String, String> metadata) {
    public RecordedEvent {
        metadata = Map.copyOf(metadata);
    }
}
