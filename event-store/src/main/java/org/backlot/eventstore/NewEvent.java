package org.backlot.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event that wants to enter the log. Its sequence is its guard: no two events have the same place in a stream. That the
 * place before it is taken is for the caller to know, who has read the stream; it is looked at only where a group of units
 * is gone through one by one.
 *
 * @param stream whose history it belongs to; in Axon the aggregate identifier
 * @param sequence its number in the stream, from 0 without gaps
 * @param streamType what kind of stream it is; in Axon the aggregate type
 * @param eventId by which it is found again after an unknown outcome; unique among all events
 * @param at when it happened; the log keeps microseconds
 * @param type the stored name of the payload
 * @param revision of the payload's shape
 * @param payload as text
 * @param metadata as text
 */
public record NewEvent(
        String stream,
        long sequence,
        @Nullable String streamType,
        String eventId,
        Instant at,
        String type,
        @Nullable String revision,
        String payload,
        String metadata) {
    public NewEvent {
        if (sequence < 0) {
            throw new IllegalArgumentException("a sequence starts at 0, not " + sequence);
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    StoredEvent at(long position) {
        return new StoredEvent(position, stream, sequence, streamType, eventId, at, type, revision, payload, metadata);
    }
}
