package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what other processes commit. Each group of events carries one notice in its own transaction; where a notice is
 * lost, or the connection, a look at the head of the log every half second finds it all the same.
 */
public final class LogNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogNotices.class);
    private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    private final DataSource database;
    private final LogReader reader;
    private final String channel;
    private final Tail<?> tail;
    private final Thread listener =
            Thread.ofPlatform().name("log-listener").daemon().unstarted(this::run);
    private volatile boolean closed;

    /** @param database gives connections of its own; one is held for as long as this lives */
    public LogNotices(DataSource database, LogSchema schema, LogReader reader, Tail<?> tail) {
        this.database = database;
        this.reader = reader;
        this.channel = channelOf(schema);
        this.tail = tail;
    }

    static String channelOf(LogSchema schema) {
        return "log_" + schema.name();
    }

    public LogNotices start() {
        listener.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
    }

    private void run() {
        while (!closed) {
            try (var connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | LogUnavailable e) {
                if (!closed) {
                    LOG.warn("notices of the log are interrupted ({})", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + channel);
        }
        tail.reached(reader.head());
        var postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            var notices = postgres.getNotifications(Math.toIntExact(LOOK_ANYWAY.toMillis()));
            for (var notice : notices) {
                tail.reached(Long.parseLong(notice.getParameter()));
            }
            if (notices.length == 0) {
                tail.reached(reader.head());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
