package org.backlot.bench.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.StoredEvent;

/**
 * Folds the log into rows, one per stream, and keeps its position in the same transaction. All nodes run it; whoever holds
 * the row of the position works.
 */
final class Projecting implements Runnable {
    private static final int AT_ONCE = 20;
    private static final int BLIND_SPOT = 25;
    private static final long NOBODY_YET = Long.MAX_VALUE;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final DataSource database;
    private final LogReader reader;
    private final Work.Task task;
    private volatile long until = NOBODY_YET;

    Projecting(DataSource database, LogReader reader, Work.Task task) {
        this.database = database;
        this.reader = reader;
        this.task = task;
    }

    /** The fold itself, the same for rows and for a replay. */
    static long fold(long before, StoredEvent event) {
        return (before * 31 + event.eventId().hashCode()) % 1_000_000_007L;
    }

    /** It ends when it has reached the head of now; returns that. */
    long finish() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                until = reader.head();
                return until;
            } catch (LogUnavailable e) {
                if (System.nanoTime() > end) {
                    throw new BenchmarkFailed("the log does not come back", e);
                }
                Nap.of(20);
            }
        }
    }

    @Override
    public void run() {
        long reached = 0;
        while (reached < until) {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                long now = step(connection);
                connection.commit();
                if (now == reached) {
                    Nap.of(5);
                }
                reached = Math.max(reached, now);
            } catch (SQLException | LogUnavailable e) {
                Nap.of(10);
            }
        }
    }

    private long step(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        sql("select position from %s.progress for update"))) {
            row.next();
            long position = row.getLong(1);
            var events = reader.after(position, AT_ONCE);
            if (events.isEmpty()) {
                return position;
            }
            write(connection, events);
            long reached = events.getLast().position();
            try (var move = connection.prepareStatement(sql("update %s.progress set position = ?"))) {
                move.setLong(1, reached);
                move.executeUpdate();
            }
            return reached;
        }
    }

    private void write(Connection connection, List<StoredEvent> events) throws SQLException {
        try (var read = connection.prepareStatement(sql("select sum from %s.folded where stream = ?"));
                var write = connection.prepareStatement(sql("insert into %s.folded (stream, events, sum) values (?, 1, ?)"
                        + " on conflict (stream) do update set events = folded.events + 1, sum = excluded.sum"))) {
            for (var event : events) {
                if (task.plant() == Plant.PROJECTION && event.position() == BLIND_SPOT) {
                    continue;
                }
                read.setString(1, event.stream());
                long before;
                try (var row = read.executeQuery()) {
                    before = row.next() ? row.getLong(1) : 0;
                }
                write.setString(1, event.stream());
                write.setLong(2, fold(before, event));
                write.executeUpdate();
            }
        }
    }

    private String sql(String statement) {
        return statement.formatted(task.schema().name());
    }
}
