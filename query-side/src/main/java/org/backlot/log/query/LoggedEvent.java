package org.backlot.log.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as an auditor reads it.
 *
 * @param position its place in the one order of all events, from 1
 * @param type its stored name, for example {@code treasury.EscrowLocked}
 * @param revision the revision of its shape
 * @param stream the aggregate it belongs to, {@code kind/id}
 * @param sequence its place within that stream, from 0
 * @param at when it was recorded
 * @param actor the account or process that caused it
 * @param payload what happened; personal fields are opened, {@code [erased]} or {@code {"personal":"sealed"}}
 */
public record LoggedEvent(
        long position,
        String eventId,
        String type,
        @Nullable String revision,
        String stream,
        long sequence,
        Instant at,
        @Nullable String actor,
        @Nullable String workspace,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,

        @Schema(type = "object", implementation = Object.class)
        JsonNode payload) {
    /**
     * A stretch of the log.
     *
     * @param data the events after the position asked for, in order and without a gap
     * @param nextCursor what to send as {@code after} next; always present, because the log grows on
     * @param head the position of the newest event there is
     */
    public record Stretch(
            List<LoggedEvent> data,
            @JsonProperty("next_cursor") String nextCursor,
            long head) {
        public Stretch {
            data = List.copyOf(data);
        }
    }
}
