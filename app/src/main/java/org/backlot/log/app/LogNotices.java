package org.backlot.log.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the other nodes. Notices go out after the commit and by one thread that sends only the newest position, because
 * a NOTIFY inside each append would make all commits wait for one another. A lost notice costs half a second, never an
 * event.
 */
public final class LogNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogNotices.class);
    private static final String CHANNEL = "backlot_log";
    private static final Duration LISTEN_FOR = Duration.ofMillis(500);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    private final LogDatabase database;
    private final LogSignal signal;
    private final Thread listener =
            Thread.ofPlatform().name("log-listener").daemon().unstarted(this::listen);
    private final Thread sender =
            Thread.ofPlatform().name("log-notifier").daemon().unstarted(this::send);
    private volatile boolean stopped;
    private volatile long heard;

    public LogNotices(LogDatabase database, LogSignal signal) {
        this.database = database;
        this.signal = signal;
    }

    public void start() {
        listener.start();
        sender.start();
    }

    @Override
    public void close() {
        stopped = true;
        listener.interrupt();
        sender.interrupt();
    }

    private void listen() {
        whileConnected(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
            var postgres = connection.unwrap(PGConnection.class);
            while (!stopped) {
                for (var notice : postgres.getNotifications(Math.toIntExact(LISTEN_FOR.toMillis()))) {
                    heard = Math.max(heard, Long.parseLong(notice.getParameter()));
                    signal.reached(heard);
                }
            }
        });
    }

    private void send() {
        whileConnected(connection -> {
            long sent = signal.latest();
            try (var statement = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
                while (!stopped) {
                    signal.awaitBeyond(sent, LISTEN_FOR);
                    long latest = signal.latest();
                    // What was heard from another node need not be told again.
                    if (latest > sent && latest > heard) {
                        statement.setString(1, Long.toString(latest));
                        statement.execute();
                    }
                    sent = latest;
                }
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void over(Connection connection) throws SQLException, InterruptedException;
    }

    private void whileConnected(Work work) {
        while (!stopped) {
            try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
                work.over(connection);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                if (stopped) {
                    return;
                }
                LOG.warn("notices between nodes are interrupted ({}); followers look by themselves", e.getSQLState());
                pause();
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
