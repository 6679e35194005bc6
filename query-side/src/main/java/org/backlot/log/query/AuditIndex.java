package org.backlot.log.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the view {@code audit}: which events there are about something, and which led to which. */
@Component
public final class AuditIndex {
    /** The name of the view, for whoever waits for it to reach a position. */
    static final String VIEW = "audit";

    /** How many events a chain names at most: a process that runs for years must not fill the memory. */
    static final int LONGEST_CHAIN = 1000;

    /**
     * An event in a chain.
     *
     * @param position where it lies
     * @param eventId names it
     * @param causation what directly caused it: a request, or an event; absent where nobody said
     * @param depth how many steps it is away from where the chain was asked for
     */
    record Link(
            long position,
            String eventId,
            Instant at,
            @Nullable String actor,
            @Nullable String workspace,
            @Nullable String correlation,
            @Nullable String causation,
            @Nullable String trace,
            int depth) {}

    private final DatabaseClient database;

    public AuditIndex(DatabaseClient database) {
        this.database = database;
    }

    /** Positions of what is found after a position, in order. */
    Flux<Long> search(SearchCriteria criteria, long after, int limit) {
        return database.sql("select e.position from audit.entry e " + criteria.where()
                        + " order by e.position limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .bindValues(criteria.binds())
                .map(AuditIndex::position)
                .all();
    }

    /** Positions of the events that name an object, after a position, in order. */
    Flux<Long> about(UUID object, long after, int limit) {
        return database.sql("select position from audit.about where object = :object and position > :after"
                        + " order by position limit :limit")
                .bind("object", object)
                .bind("after", after)
                .bind("limit", limit)
                .map(AuditIndex::position)
                .all();
    }

    /** The event at a position and what led to it, step by step backwards; empty where there is none. */
    Flux<Link> causes(long position) {
        return links("""
                with recursive chain as (
                    select e.*, 0 as depth from audit.entry e where e.position = :position
                    union all
                    select e.*, c.depth + 1 from chain c join audit.entry e
                        on e.event_id = c.causation and e.position < c.position
                    where c.depth < :longest
                )
                select * from chain order by depth limit :longest
                """, position);
    }

    /** The event at a position and all that followed from it, through processes, in the order of the log. */
    Flux<Link> effects(long position) {
        return links("""
                with recursive chain as (
                    select e.*, 0 as depth from audit.entry e where e.position = :position
                    union all
                    select e.*, c.depth + 1 from chain c join audit.entry e
                        on e.causation = c.event_id and e.position > c.position
                    where c.depth < :longest
                )
                select * from chain order by position limit :longest
                """, position);
    }

    /** Positions of the events that a request caused directly, in order. */
    Flux<Long> causedBy(String request) {
        return database.sql(
                        "select position from audit.entry where causation = :request order by position limit :longest")
                .bind("request", request)
                .bind("longest", LONGEST_CHAIN)
                .map(AuditIndex::position)
                .all();
    }

    /** The first position that was recorded at an instant or later; empty where there is none. */
    Mono<Long> firstSince(Instant time) {
        return positionWhere("select min(position) as position from audit.entry where at >= :time", time);
    }

    /** The last position that was recorded before an instant; empty where there is none. */
    Mono<Long> lastBefore(Instant time) {
        return positionWhere("select max(position) as position from audit.entry where at < :time", time);
    }

    /** Positions of the events that began these streams, which say what people and workspaces are called. */
    Flux<Long> beginnings(Collection<String> streams) {
        if (streams.isEmpty()) {
            return Flux.empty();
        }
        return database.sql("select position from audit.entry where stream = any(:streams) and sequence = 0")
                .bind("streams", streams.toArray(String[]::new))
                .map(AuditIndex::position)
                .all();
    }

    /** What a thing is called. */
    record Label(UUID object, String label) {}

    Flux<Label> labels(Collection<UUID> objects) {
        if (objects.isEmpty()) {
            return Flux.empty();
        }
        return database.sql("select object, label from audit.label where object = any(:objects)")
                .bind("objects", objects.toArray(UUID[]::new))
                .map(row ->
                        new Label(required(row.get("object", UUID.class)), required(row.get("label", String.class))))
                .all();
    }

    private Flux<Link> links(String sql, long position) {
        return database.sql(sql)
                .bind("position", position)
                .bind("longest", LONGEST_CHAIN)
                .map(row -> new Link(
                        position(row),
                        required(row.get("event_id", String.class)),
                        required(row.get("at", Instant.class)),
                        row.get("actor", String.class),
                        row.get("workspace", String.class),
                        row.get("correlation", String.class),
                        row.get("causation", String.class),
                        row.get("trace", String.class),
                        required(row.get("depth", Integer.class))))
                .all();
    }

    private Mono<Long> positionWhere(String sql, Instant time) {
        return database.sql(sql)
                .bind("time", time)
                .map(row -> Optional.ofNullable(row.get("position", Long.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    private static long position(Readable row) {
        return required(row.get("position", Long.class));
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
