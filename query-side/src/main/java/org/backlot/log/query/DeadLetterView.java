package org.backlot.log.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that a follower has not handled, as an operator sees it.
 *
 * @param state {@code FAILED}, or {@code WAITING} behind an earlier one of its sequence
 * @param sequence what waits behind one another
 * @param attempts how often it was tried; 0 where it only waits
 * @param errorType the class of the last failure
 * @param errorMessage codes and places of the last failure; nothing that the event says
 * @param waiting how many wait behind it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        String follower,
        long position,
        State state,
        String stream,
        String eventType,
        String sequence,
        int attempts,
        @Nullable Instant firstFailedAt,
        @Nullable Instant lastFailedAt,
        @Nullable String errorType,
        @Nullable String errorMessage,
        Instant parkedAt,
        long waiting) {
    /** Whether it was tried. */
    public enum State {
        FAILED,
        WAITING
    }

    /** Letters, oldest event first, and what to send as {@code cursor} for more; absent at the end. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Letters(
            List<DeadLetterView> data,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {
        public Letters {
            data = List.copyOf(data);
        }
    }

    /** One letter and the event in it, as an auditor may read that. */
    public record Opened(DeadLetterView letter, LoggedEvent event) {}
}
