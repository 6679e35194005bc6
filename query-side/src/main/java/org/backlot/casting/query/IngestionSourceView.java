package org.backlot.casting.query;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.shared.id.IngestionSourceId;
import org.jspecify.annotations.Nullable;

/**
 * Where casting calls are looked for.
 *
 * @param address a page, or the id of a WhatsApp group or channel
 * @param keywords what a post has to hold; none takes every post
 * @param wholeSite whether the pages below are read too
 * @param pages how many pages at most where they are
 * @param link where its calls are said to come from; absent for the page of each
 * @param failing since its health changed the last time, why it cannot be read; absent where it can
 * @param waiting how many of its posts wait until something can be made of them
 * @param lastRun absent before the first one
 */
public record IngestionSourceView(
        IngestionSourceId sourceId,
        IngestionSourceKind kind,
        String address,
        String name,
        List<String> keywords,
        boolean wholeSite,
        int pages,
        @Nullable String link,
        Status status,
        @Nullable RunFailure failing,
        long waiting,
        @Nullable LastRun lastRun,
        Instant addedAt,
        Instant updatedAt) {

    /** Whether it is read. */
    public enum Status {
        ACTIVE,
        PAUSED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How it was read the last time.
     *
     * @param endedAt absent while it is being read for the first time
     * @param failure absent where it could be read
     * @param seen posts that were read
     * @param matched those of them that hold a keyword
     * @param fresh those of them that nobody had seen before
     * @param nextAt when it is read again
     */
    public record LastRun(
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable RunFailure failure,
            int seen,
            int matched,
            int fresh,
            @Nullable Instant nextAt) {}
}
