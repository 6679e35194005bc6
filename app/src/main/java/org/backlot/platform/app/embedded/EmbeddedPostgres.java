// The log is the one thing that must never be lost, so the standalone program runs a real PostgreSQL, durable as in
// production. It is driven by its own commands: libraries made for tests switch durability off and delete the data.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.backlot.platform.app.embedded.ServerProcess.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own on a data folder, reachable on the loopback interface only.
 *
 * <p>It runs as a process that outlives a killed program. The next start finds it, stops it in good order and starts
 * afresh; where it was killed too, PostgreSQL recovers what was committed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "backlot";
    private static final Duration PATIENCE_WITH_CLIENTS = Duration.ofSeconds(1);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WITH_OBSTACLES = Duration.ofSeconds(30);

    /** Fast shutdown, immediate shutdown (recovered at the next start), and what nobody can refuse. */
    private static final List<Signal> TO_STOP = List.of(Signal.INT, Signal.QUIT, Signal.KILL);

    private final ServerProcess server;
    private final int port;
    private final String password;

    private EmbeddedPostgres(ServerProcess server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it, and makes the database and the user {@code backlot} where they are missing.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static EmbeddedPostgres start(DataFolder data, Programs programs, int port) {
        return start(data, programs, port, ServerUser.choose());
    }

    static EmbeddedPostgres start(DataFolder data, Programs programs, int port, ServerUser user) {
        var began = System.nanoTime();
        var folder = data.subfolder("postgres");
        try {
            var password = Secret.in(folder.resolve("password"));
            var cluster = new PostgresCluster(folder, programs.postgres(user), user);
            stopOrphan(cluster);
            user.own(folder);
            user.admitTo(folder, data);
            cluster.create(password);
            var started = start(cluster, port, password.value());
            try {
                started.provide();
            } catch (SQLException | RuntimeException failure) {
                started.close();
                throw failure;
            }
            log.info(
                    "PostgreSQL is ready on port {}, data in {}, after {} ms",
                    started.port,
                    folder,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            return started;
        } catch (IOException | SQLException failure) {
            throw new EmbeddedServiceFailed("PostgreSQL in " + folder + " could not be started: " + failure, failure);
        }
    }

    private static void stopOrphan(PostgresCluster cluster) throws IOException {
        var orphan = cluster.server();
        if (orphan.isPresent()) {
            log.warn(
                    "Stopping PostgreSQL {}, left behind by a program that was killed",
                    orphan.get().pid());
            orphan.get().end(PATIENCE_TO_STOP, TO_STOP);
        }
    }

    /**
     * Some obstacles pass: processes of a killed server take a moment to notice, a server that was just starting when
     * its program was killed shows up late, and a port that was free a moment ago may be taken.
     */
    private static EmbeddedPostgres start(PostgresCluster cluster, int wantedPort, String password) throws IOException {
        var patience = Patience.of(PATIENCE_WITH_OBSTACLES);
        while (true) {
            stopOrphan(cluster);
            cluster.removeMisleadingPidFile();
            var port = wantedPort == 0 ? FreePort.choose() : wantedPort;
            cluster.configure(port);
            var problem = cluster.start();
            if (problem.isEmpty()) {
                var server = cluster.server()
                        .orElseThrow(() -> new EmbeddedServiceFailed(
                                "PostgreSQL ended right after its start: see " + cluster.log()));
                return new EmbeddedPostgres(server, port, password);
            }
            if (!passes(problem.get(), wantedPort) || !patience.pause()) {
                throw new EmbeddedServiceFailed("PostgreSQL did not start (" + cluster.log() + "):\n" + problem.get());
            }
        }
    }

    private static boolean passes(String problem, int wantedPort) {
        return problem.contains("is still in use")
                || problem.contains("lock file \"postmaster.pid\"")
                || (wantedPort == 0 && problem.contains("could not create any TCP/IP sockets"));
    }

    /** Each step looks first: the program may have been killed between any two of them. */
    private void provide() throws SQLException {
        try (var connection = connect()) {
            if (isMissing(connection, "SELECT FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                execute(connection, "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
            }
            if (isMissing(connection, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                execute(connection, "CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + FreePort.LOOPBACK + ":" + port + "/postgres",
                PostgresCluster.SUPERUSER,
                password);
    }

    private static boolean isMissing(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** The database {@code backlot} and its owner. */
    public PostgresAddress address() {
        return new PostgresAddress("jdbc:postgresql://" + FreePort.LOOPBACK + ":" + port + "/" + NAME, NAME, password);
    }

    /** The loopback port it listens on. */
    public int port() {
        return port;
    }

    /** The number of the server's process, for tests that kill it. */
    public long pid() {
        return server.pid();
    }

    /** False once it has been stopped or killed. */
    public boolean isRunning() {
        return server.isAlive();
    }

    /** Stops it in good order; what is committed stays in the data folder. */
    @Override
    public void close() {
        if (server.isAlive()) {
            // Connections that are just being closed come to their end by themselves, and nobody has to hear of errors.
            server.offerToEnd(Signal.TERM, PATIENCE_WITH_CLIENTS);
            if (server.isAlive()) {
                server.end(PATIENCE_TO_STOP, TO_STOP);
            }
            log.info("PostgreSQL on port {} has stopped", port);
        }
    }
}
