package org.backlot.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the log, as it is stored: nothing decoded, nothing decrypted. The columns are those of {@link NewEvent}.
 *
 * @param position its place in the log, from 1 without gaps; whoever has seen it has seen everything before it
 */
public record StoredEvent(
        long position,
        String stream,
        long sequence,
        @Nullable String streamType,
        String eventId,
        Instant at,
        String type,
        @Nullable String revision,
        String payload,
        String metadata) {}
