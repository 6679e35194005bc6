package org.backlot.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL for all tests of the module, that keeps its promises as a real one would; a log of its own for each. */
public final class TestDatabase {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger LOGS = new AtomicInteger();

    private TestDatabase() {}

    /** Connections that are opened and closed each time. */
    public static DataSource database() {
        return SERVER.getPostgresDatabase();
    }

    /** The tables of a log that nobody else uses. */
    public static LogSchema freshLog() {
        var schema = new LogSchema("log" + LOGS.incrementAndGet());
        try {
            schema.install(database());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return schema;
    }

    public static int port() {
        return SERVER.getPort();
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
