package org.backlot.log.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.log.api.EventCatalog;
import org.backlot.log.api.Projection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who makes which view anew, how far that has come, and what of an interrupted one can be gone on with. */
public final class RebuildRuns {
    private final JdbcClient jdbc;
    private final DataSource connections;
    private final RecordedLog log;
    private final Clock clock;
    private final Map<String, Run> running = new ConcurrentHashMap<>();

    public RebuildRuns(JdbcClient jdbc, DataSource connections, RecordedLog log, Clock clock) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.log = log;
        this.clock = clock;
    }

    /** What runs in this process; empty where nothing does. */
    public Optional<RebuildProgress> progress(String projection) {
        return Optional.ofNullable(running.get(projection)).map(Run::progress);
    }

    /** Has a rebuild of this process end soon, and forget what it has done; false where none runs. */
    public boolean cancel(String projection) {
        var run = running.get(projection);
        if (run != null) {
            run.cancelled = true;
        }
        return run != null;
    }

    /**
     * Begins one, on all nodes the only one of that projection until it is closed. Throws {@code CONCURRENT_CHANGE} where
     * one runs already.
     */
    Run begin(Projection projection) {
        var connection = lockedConnection(projection);
        var run = new Run(projection, connection);
        running.put(projection.name(), run);
        return run;
    }

    private Connection lockedConnection(Projection projection) {
        boolean mine = false;
        try {
            var connection = connections.getConnection();
            try {
                mine = locked(connection, "pg_try_advisory_lock", projection);
            } finally {
                if (!mine) {
                    connection.close();
                }
            }
            if (mine) {
                return connection;
            }
        } catch (SQLException e) {
            throw new LogUnavailable("a rebuild cannot be locked", e);
        }
        throw Rejection.of(
                CommonRejection.CONCURRENT_CHANGE,
                "A rebuild of " + projection.name() + " is running. Wait for it, or cancel it.");
    }

    private static boolean locked(Connection connection, String function, Projection projection) throws SQLException {
        try (var statement =
                connection.prepareStatement("select " + function + "(hashtextextended('rebuild/' || ?, 0))")) {
            statement.setString(1, projection.name());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** One run: it may be interrupted at any time, and another goes on with what it has committed. */
    final class Run implements AutoCloseable {
        private final Projection projection;
        private final Connection lock;
        private final Instant since = clock.instant();
        private volatile boolean cancelled;
        private volatile long from;
        private volatile long position;

        private Run(Projection projection, Connection lock) {
            this.projection = projection;
            this.lock = lock;
        }

        /** How far an interrupted run of the same program has come; empty where there is none. */
        OptionalLong interrupted() {
            return jdbc.sql("select position from public.projection_rebuild where projection = ? and digest = ?")
                    .params(projection.name(), digest(projection))
                    .query(Long.class)
                    .optional()
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        }

        /** Notes that it begins anew, in the transaction that makes the tables. */
        void beginsAnew() {
            forget();
            jdbc.sql(
                            "insert into public.projection_rebuild (projection, digest, position, begun_at) values (?, ?, 0, ?)")
                    .params(projection.name(), digest(projection), since.atOffset(ZoneOffset.UTC))
                    .update();
        }

        void goesOnFrom(long reached) {
            from = reached;
            position = reached;
        }

        /** How far it has come, committed. */
        long position() {
            return position;
        }

        /** Notes how far it has come, in the transaction that writes the rows. */
        void moveTo(long reached) {
            jdbc.sql("update public.projection_rebuild set position = ? where projection = ?")
                    .params(reached, projection.name())
                    .update();
        }

        /** What was moved to is committed. */
        void reached(long committed) {
            position = committed;
        }

        /** There is nothing to go on with any more. */
        void forget() {
            jdbc.sql("delete from public.projection_rebuild where projection = ?")
                    .param(projection.name())
                    .update();
        }

        boolean isCancelled() {
            return cancelled;
        }

        private RebuildProgress progress() {
            return RebuildProgress.at(
                    projection.name(), position, Math.max(position, log.head()), from, since, clock.instant());
        }

        @Override
        public void close() {
            running.remove(projection.name());
            try (lock) {
                locked(lock, "pg_advisory_unlock", projection);
            } catch (SQLException e) {
                // The lock goes with the connection.
                throw new LogUnavailable("a rebuild cannot be unlocked", e);
            }
        }
    }

    /**
     * What makes a view what it is: its tables, its class, and the shapes of all events. Rows made by another are not gone
     * on with. Classes that a projection merely uses are not part of it; the operator who changes one cancels first.
     */
    private static String digest(Projection projection) {
        var events = new TreeSet<String>();
        EventCatalog.all().forEach(event -> events.add(event.getName() + " " + EventCatalog.revisionOf(event)));
        var text = projection.ddl() + "\n" + projection.tables() + "\n" + events + "\n" + code(projection);
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String code(Projection projection) {
        var type = projection.getClass();
        var file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (var code = type.getResourceAsStream(file)) {
            return code == null ? type.getName() : HexFormat.of().formatHex(Sha256.of(code.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
