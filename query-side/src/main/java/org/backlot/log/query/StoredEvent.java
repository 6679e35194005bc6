package org.backlot.log.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as it lies in the log: personal fields sealed, payload and metadata as JSON texts. */
record StoredEvent(
        long position,
        String eventId,
        String type,
        @Nullable String revision,
        String stream,
        long sequence,
        Instant at,
        String metadata,
        String payload) {}
