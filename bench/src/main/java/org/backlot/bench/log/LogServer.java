package org.backlot.bench.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL that all contenders write to, on the disk that is to be measured. The library that starts it is made for
 * tests and would have it forget what it was told; here it is durable, and asked whether it is.
 */
final class LogServer implements AutoCloseable {
    static final String DATABASE = "backlot";

    private static final String CONNECTIONS = "400";

    private final EmbeddedPostgres process;
    private final DatabaseServer server;

    private LogServer(EmbeddedPostgres process, DatabaseServer server) {
        this.process = process;
        this.server = server;
    }

    /** Starts it in a new folder, laid out like a program's data folder. */
    static LogServer start(Path folder) {
        var data = folder.resolve("postgres/data");
        try {
            Files.createDirectories(data);
            // Whoever reaches its loopback port is let in, with any password.
            Files.writeString(folder.resolve("postgres/password"), "any");
            var process = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", CONNECTIONS)
                    // As the program sets it.
                    .setServerConfig("shared_buffers", "256MB")
                    // So that a checkpoint does not fall on one contender and spare the next.
                    .setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("checkpoint_timeout", "30min")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
            var server = DatabaseServer.in(folder);
            server.execute("postgres", "create database " + DATABASE);
            server.requireDurable();
            return new LogServer(process, server);
        } catch (IOException failure) {
            throw new BenchmarkFailed("PostgreSQL could not be started: " + failure, failure);
        }
    }

    DatabaseServer server() {
        return server;
    }

    /** Gives a new connection each time, for those who keep theirs. */
    static DataSource connections(DatabaseServer server) {
        var connections = new PGSimpleDataSource();
        connections.setUrl(server.url(DATABASE));
        connections.setUser(DatabaseServer.SUPERUSER);
        connections.setPassword(server.password());
        return connections;
    }

    /** A pool of exactly so many connections. */
    static HikariDataSource pool(DatabaseServer server, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.url(DATABASE) + "?reWriteBatchedInserts=true");
        config.setUsername(DatabaseServer.SUPERUSER);
        config.setPassword(server.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new HikariDataSource(config);
    }

    @Override
    public void close() throws IOException {
        // Stopping in good order writes a checkpoint, for which the library has no patience.
        server.execute(DATABASE, "checkpoint");
        process.close();
    }
}
