package org.backlot.log.query;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way into every audit read: asks whether the caller audits, and writes down who asked for what before anything is
 * given out. Whoever reads the log has left a trace even if the answer never arrives.
 */
@Component
public final class AuditRecord {
    private static final String PURPOSE = "audit-search";
    // Half of a digest is enough to tell words apart, and the record stays readable.
    private static final int DIGEST_BYTES = 16;

    /**
     * One audit read as it was recorded.
     *
     * @param id its place in the record, from 1; whoever has seen one will find no smaller one later
     * @param account who read
     * @param session in which session
     * @param read which read it was, for example {@code log.search}
     * @param asked what was asked for
     */
    public record Entry(
            long id, Instant at, UUID account, AccountRole role, UUID session, String read, JsonNode asked) {}

    private final DatabaseClient database;
    private final ServerSecret secret;
    private final Clock clock;
    private final JsonMapper json;

    public AuditRecord(DatabaseClient database, ServerSecret secret, Clock clock, JsonMapper json) {
        this.database = database;
        this.secret = secret;
        this.clock = clock;
        this.json = json;
    }

    /** The caller, where they audit. Throws {@code NOT_ALLOWED} to everybody else, before anything else is looked at. */
    public Caller auditor(ReadRequest request) {
        var caller = request.caller();
        if (!caller.role().audits()) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED).with("role", "auditor");
        }
        return caller;
    }

    /** Completes once the read is on disk. What is given out must come after it. */
    public Mono<Void> write(Caller auditor, AuditRead read) {
        // The lock makes ids come in commit order, so that whoever reads the record from a cursor misses nothing.
        return database.sql("""
                        with held as materialized (select pg_advisory_xact_lock(hashtext('audit_read')) as lock)
                        insert into public.audit_read (at, account_id, role, session_id, read, asked)
                        select :at, :account, :role, :session, :read, cast(:asked as jsonb) from held
                        """)
                .bind("at", clock.instant())
                .bind("account", auditor.accountId().value())
                .bind("role", auditor.role().name())
                .bind("session", auditor.sessionId().value())
                .bind("read", read.name())
                .bind("asked", json.writeValueAsString(read.asked()))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** The records after one, oldest first; of one reader where that is asked for. */
    public Flux<Entry> after(long id, int limit, @Nullable UUID reader) {
        var statement = database.sql("select id, at, account_id, role, session_id, read, asked::text as asked"
                        + " from public.audit_read where id > :after"
                        + (reader == null ? "" : " and account_id = :reader") + " order by id limit :limit")
                .bind("after", id)
                .bind("limit", limit);
        return (reader == null ? statement : statement.bind("reader", reader))
                .map(row -> new Entry(
                        required(row.get("id", Long.class)),
                        required(row.get("at", Instant.class)),
                        required(row.get("account_id", UUID.class)),
                        AccountRole.valueOf(required(row.get("role", String.class))),
                        required(row.get("session_id", UUID.class)),
                        required(row.get("read", String.class)),
                        json.readTree(required(row.get("asked", String.class)))))
                .all();
    }

    /** Stands for words in the record: the same words give the same digest, and it gives none of them away. */
    public String digestOf(String words) {
        var normal = words.strip().toLowerCase(Locale.ROOT);
        var digest = secret.digest(PURPOSE, normal);
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
