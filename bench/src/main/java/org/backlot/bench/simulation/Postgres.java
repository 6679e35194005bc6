package org.backlot.bench.simulation;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.backlot.bench.BenchmarkFailed;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL that can be stopped and killed. It is durable against the death of its processes, not of the machine:
 * nothing here can cut the power.
 */
final class Postgres implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 30_000;

    private final Path programs;
    private final Path data;
    private final Path output;
    private final int port;
    private Process process;

    private Postgres(Path programs, Path data, Path output, int port) throws IOException {
        this.programs = programs;
        this.data = data;
        this.output = output;
        this.port = port;
        this.process = run();
    }

    static Postgres start(Path folder) throws IOException {
        var data = folder.resolve("postgres");
        var unpacked = folder.resolve("programs");
        int port;
        // The library unpacks the programs and makes the cluster; from then on we run it ourselves.
        try (var first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(unpacked.toFile())
                .setLocaleConfig("locale", "C.UTF-8")
                .start()) {
            port = first.getPort();
        }
        try (Stream<Path> files = Files.find(unpacked, 4, (path, _) -> path.endsWith("bin/postgres"))) {
            var program = files.findFirst()
                    .orElseThrow(() -> new BenchmarkFailed("no PostgreSQL was unpacked in " + unpacked));
            var server = new Postgres(program, data, folder.resolve("postgres.out"), port);
            server.awaitAnswer();
            return server;
        }
    }

    int port() {
        return port;
    }

    static PGSimpleDataSource through(int port) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setUser("postgres");
        source.setPassword("any");
        source.setDatabaseName("postgres");
        source.setConnectTimeout(2);
        source.setSocketTimeout(5);
        return source;
    }

    Connection connect() throws SQLException {
        return through(port).getConnection();
    }

    /** All its processes stand still. */
    void stop() {
        signal("-STOP");
    }

    void goOn() {
        signal("-CONT");
    }

    /** All its processes are gone at once, and it is started again. */
    void killAndStart() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(gone -> gone.onExit().join());
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            process = run();
        } catch (IOException e) {
            throw new BenchmarkFailed("PostgreSQL cannot be started: " + e, e);
        }
        awaitAnswer();
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (true) {
            try (var connection = connect()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new BenchmarkFailed("PostgreSQL does not answer: see " + output, e);
                }
            }
            if (!process.isAlive()) {
                throw new BenchmarkFailed("PostgreSQL ended: see " + output);
            }
            Nap.of(10);
        }
    }

    private Process run() throws IOException {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root; in a name space of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(programs.toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        for (var setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "synchronous_commit=on",
                "fsync=off",
                "max_connections=100")) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private void signal(String which) {
        var command = new ArrayList<>(List.of("kill", which));
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(one -> command.add(Long.toString(one.pid())));
        try {
            // Some may end by themselves in between; that is no failure.
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new BenchmarkFailed("signals cannot be sent: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goOn();
        var all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
