package org.backlot.platform.app.wiring;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.backlot.eventstore.LogSchema;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the tables of the log, and moves what the framework's own table holds into them: same events, same order,
 * positions without gaps. Where that changes a position, views begin anew, because some of them have kept positions.
 */
@Component
final class NewLogMigration implements JavaMigration {
    private static final List<String> VIEWS =
            List.of("access", "identity", "slate", "ledger", "contracts", "custody", "takes", "daily_reports");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("40");
    }

    @Override
    public String getDescription() {
        return "a log of our own";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (var statement = context.getConnection().createStatement()) {
            statement.execute(LogSchema.LOG.ddl());
            boolean moved = positionsChange(statement);
            statement.execute("""
                    insert into log.event (position, stream, sequence, stream_type, event_id, at, type, revision,
                        payload, metadata)
                    select row_number() over (order by global_index), aggregate_identifier, sequence_number, type,
                        event_identifier, time_stamp::timestamptz, payload_type, payload_revision, payload, meta_data
                    from public.domain_event_entry order by global_index;
                    update log.head set position = (select count(*) from log.event);
                    update public.log_follower f set position =
                        (select count(*) from public.domain_event_entry where global_index <= f.position);
                    insert into log.receipt (scope, key, fingerprint, status, answer, position, at)
                    select scope, key, fingerprint, status, answer,
                        (select count(*) from public.domain_event_entry e where e.global_index <= k.position), created_at
                    from public.idempotency_key k;
                    insert into log.claim (space, value, owner) select kind, digest, owner from public.unique_claim;
                    drop table public.domain_event_entry, public.snapshot_event_entry, public.idempotency_key,
                        public.unique_claim;
                    """);
            if (moved) {
                for (var view : VIEWS) {
                    statement.execute("drop schema if exists " + view + " cascade");
                }
            }
        }
    }

    private static boolean positionsChange(Statement statement) throws SQLException {
        try (var row = statement.executeQuery(
                "select count(*) <> coalesce(max(global_index), 0) from public.domain_event_entry")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
