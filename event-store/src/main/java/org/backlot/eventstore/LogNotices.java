package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
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
    private final Map<String, Consumer<String>> others = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param database gives connections of its own; one is held for as long as this lives */
    public LogNotices(DataSource database, LogSchema schema, LogReader reader, Tail<?> tail) {
        this.database = database;
        this.reader = reader;
        this.channel = channelOf(schema);
        this.tail = tail;
    }

    /**
     * Hears on one more channel, by the same connection; to be said before the start.
     *
     * @param channel its name, as PostgreSQL takes it without quotes
     * @param heard is given what a notice says, by the one thread that listens to all of them, and must be quick
     */
    public LogNotices alsoHear(String channel, Consumer<String> heard) {
        others.put(channel, heard);
        return this;
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
            for (var other : others.keySet()) {
                statement.execute("listen " + other);
            }
        }
        tail.reached(reader.head());
        var postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            var notices = postgres.getNotifications(Math.toIntExact(LOOK_ANYWAY.toMillis()));
            for (var notice : notices) {
                hear(notice);
            }
            if (notices.length == 0) {
                tail.reached(reader.head());
            }
        }
    }

    private void hear(PGNotification notice) {
        var other = others.get(notice.getName());
        if (other == null) {
            tail.reached(Long.parseLong(notice.getParameter()));
        } else {
            other.accept(notice.getParameter());
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
