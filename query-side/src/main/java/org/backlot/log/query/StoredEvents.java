// All that the auditors' reads know of the table in which the log lies stands in this one file.
package org.backlot.log.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the log itself, by position. What the auditors' index knows, {@link AuditIndex} answers. */
@Component
public final class StoredEvents {
    private static final int BATCH = 200;

    private static final String COLUMNS = """
            select position, event_id, type, revision, stream, sequence, at, metadata, payload from log.event
            """;

    private final DatabaseClient database;

    public StoredEvents(DatabaseClient database) {
        this.database = database;
    }

    /** Up to {@code limit} events after a position, in order. */
    Flux<StoredEvent> after(long position, int limit) {
        return database.sql(COLUMNS + "where position > :after order by position limit :limit")
                .bind("after", position)
                .bind("limit", limit)
                .map(StoredEvents::event)
                .all();
    }

    /** All events from one position to another, both included, in order; a batch at a time, as they are asked for. */
    Flux<StoredEvent> between(long first, long last) {
        return batch(first - 1, last)
                .expand(batch -> batch.size() < BATCH
                        ? Mono.empty()
                        : batch(batch.getLast().position(), last))
                .concatMapIterable(batch -> batch, 1);
    }

    /** The events at these positions, in the order of the log; positions that do not exist are left out. */
    Flux<StoredEvent> at(Collection<Long> positions) {
        if (positions.isEmpty()) {
            return Flux.empty();
        }
        return database.sql(COLUMNS + "where position = any(:positions) order by position")
                .bind("positions", positions.toArray(Long[]::new))
                .map(StoredEvents::event)
                .all();
    }

    /** The position of the newest event; 0 in an empty log. */
    Mono<Long> head() {
        return database.sql("select position as head from log.head")
                .map(row -> required(row.get("head", Long.class)))
                .one();
    }

    private Mono<List<StoredEvent>> batch(long after, long last) {
        return database.sql(COLUMNS + "where position > :after and position <= :last order by position limit :limit")
                .bind("after", after)
                .bind("last", last)
                .bind("limit", BATCH)
                .map(StoredEvents::event)
                .all()
                .collectList();
    }

    private static StoredEvent event(Readable row) {
        return new StoredEvent(
                required(row.get("position", Long.class)),
                required(row.get("event_id", String.class)),
                required(row.get("type", String.class)),
                row.get("revision", String.class),
                required(row.get("stream", String.class)),
                required(row.get("sequence", Long.class)),
                required(row.get("at", Instant.class)),
                required(row.get("metadata", String.class)),
                required(row.get("payload", String.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
