package org.backlot.log.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.backlot.log.api.LogRejection;
import org.backlot.log.api.Projection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.IdSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes and drops copies of views at a position, each in a schema of its own that is on record before it exists. */
final class PastCopies {
    private static final int BATCH = 1000;
    /** How long a copy may be left behind by a process that was killed. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private final RecordedLog log;
    private final ProjectionSchemas schemas;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final IdSource ids;
    private final Clock clock;
    private final Duration longest;

    PastCopies(
            RecordedLog log,
            ProjectionSchemas schemas,
            Transactions transactions,
            JdbcClient jdbc,
            IdSource ids,
            Clock clock,
            Duration longest) {
        this.log = log;
        this.schemas = schemas;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.longest = longest;
    }

    /** A name that no other copy has, on this node or another. */
    String newSchema() {
        return "past_" + ids.next().toString().replace("-", "");
    }

    /** Replays the log into a copy. Nothing is left of it where that fails. */
    void make(Projection projection, String schema, long position) {
        jdbc.sql("insert into public.past_view (schema, projection, position, until) values (?, ?, ?, ?)")
                .params(schema, projection.name(), position, leaseEnd())
                .update();
        try {
            schemas.createAnew(schema, projection);
            replay(projection, schema, position);
        } catch (RuntimeException e) {
            drop(schema);
            throw e;
        }
    }

    void drop(String schema) {
        jdbc.sql("drop schema if exists " + schema + " cascade").update();
        jdbc.sql("delete from public.past_view where schema = ?").param(schema).update();
    }

    /** Says that a copy is still wanted. */
    void renew(String schema) {
        jdbc.sql("update public.past_view set until = ? where schema = ?")
                .params(leaseEnd(), schema)
                .update();
    }

    /** Drops what nobody has renewed, whichever process it belonged to. */
    void dropForgotten() {
        jdbc.sql("select schema from public.past_view where until < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .forEach(this::drop);
    }

    /** How many people have been erased so far; a copy begun at another number may show one of them. */
    long erasures() {
        return jdbc.sql("select count(*) from public.subject_key where destroyed_at is not null")
                .query(Long.class)
                .single();
    }

    private void replay(Projection projection, String schema, long upTo) {
        Instant deadline = clock.instant().plus(longest);
        long reached = 0;
        while (reached < upTo) {
            if (clock.instant().isAfter(deadline)) {
                throw Rejection.of(LogRejection.PAST_TOO_LONG).with("reached", reached);
            }
            long start = reached;
            reached = transactions.plain(() -> step(projection, schema, start, upTo));
        }
    }

    private long step(Projection projection, String schema, long from, long upTo) {
        var events = log.after(from, BATCH).stream()
                .filter(event -> event.position() <= upTo)
                .toList();
        if (events.isEmpty()) {
            return upTo;
        }
        jdbc.sql("set local synchronous_commit = off").update();
        ProjectionSchemas.use(jdbc, schema);
        events.stream().filter(event -> projection.concerns(event.payload())).forEach(projection::on);
        return events.getLast().position();
    }

    private OffsetDateTime leaseEnd() {
        return clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC);
    }
}
