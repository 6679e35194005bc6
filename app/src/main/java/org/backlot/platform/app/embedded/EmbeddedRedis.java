// Redis holds only what can be rebuilt from the log, so ours keeps nothing on disk; what it has to be is here, and gone
// again afterwards, also when the program that started it was killed.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.backlot.platform.app.embedded.ServerProcess.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Redis of our own, on the loopback interface only, behind a password, empty at each start. */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final String PID_FILE = "redis.pid";
    private static final String LOG = "redis.log";
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PATIENCE_WITH_ANSWER = Duration.ofSeconds(1);
    private static final List<Signal> TO_STOP = List.of(Signal.TERM, Signal.KILL);

    private final ServerProcess server;
    private final int port;
    private final String password;

    private EmbeddedRedis(ServerProcess server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it; one that a killed program left behind on the same data folder is stopped first.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static EmbeddedRedis start(DataFolder data, Programs programs, int port) {
        var began = System.nanoTime();
        var folder = data.subfolder("redis");
        try {
            var password = Secret.in(folder.resolve("password")).value();
            var orphan = server(folder);
            if (orphan.isPresent()) {
                log.warn(
                        "Stopping Redis {}, left behind by a program that was killed",
                        orphan.get().pid());
                orphan.get().end(PATIENCE, TO_STOP);
            }
            var started = start(folder, programs.redis(), port, password);
            log.info(
                    "Redis is ready on port {} after {} ms",
                    started.port,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            return started;
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed("Redis in " + folder + " could not be started: " + failure, failure);
        }
    }

    private static EmbeddedRedis start(Path folder, Path program, int wantedPort, String password) throws IOException {
        for (var attempt = 1; true; attempt++) {
            var port = wantedPort == 0 ? FreePort.choose() : wantedPort;
            var started = attempt(folder, program, port, password);
            if (started.isPresent()) {
                return started.get();
            }
            var said = Files.exists(folder.resolve(LOG))
                    ? Files.readString(folder.resolve(LOG)).strip()
                    : "";
            if (wantedPort != 0 || attempt == ATTEMPTS || !portWasTaken(folder)) {
                throw new EmbeddedServiceFailed("Redis did not start on port " + port + ":\n" + said);
            }
        }
    }

    /** Empty when it did not come up. */
    private static Optional<EmbeddedRedis> attempt(Path folder, Path program, int port, String password)
            throws IOException {
        Files.deleteIfExists(folder.resolve(PID_FILE));
        Files.deleteIfExists(folder.resolve(LOG));
        var settings = configure(folder, port, password);
        var outcome = CommandRun.run(folder, PATIENCE, List.of(program.toString(), settings.toString()));
        if (!outcome.succeeded()) {
            throw new EmbeddedServiceFailed("Redis did not start:\n" + outcome.output());
        }
        var ready = Patience.until(
                PATIENCE, () -> portWasTaken(folder) || (server(folder).isPresent() && answers(port, password)));
        return ready ? server(folder).map(server -> new EmbeddedRedis(server, port, password)) : Optional.empty();
    }

    /** Files are named relative to the folder it is started in: Redis has its own ideas of blanks and quotes in names. */
    private static Path configure(Path folder, int port, String password) throws IOException {
        return Files.writeString(
                folder.resolve("redis.conf"), """
                bind %s
                port %d
                requirepass %s
                save ""
                appendonly no
                daemonize yes
                pidfile %s
                logfile %s
                proc-title-template "{title} {config-file}"
                """.formatted(FreePort.LOOPBACK, port, password, PID_FILE, LOG));
    }

    private static boolean portWasTaken(Path folder) {
        try {
            return Files.readString(folder.resolve(LOG)).contains("Address already in use");
        } catch (IOException notYetThere) {
            return false;
        }
    }

    private static Optional<ServerProcess> server(Path folder) {
        try {
            var pid = Files.readString(folder.resolve(PID_FILE)).strip();
            return pid.matches("[0-9]{1,18}")
                    ? ServerProcess.find(Long.parseLong(pid), "redis-server", folder)
                    : Optional.empty();
        } catch (IOException noneRunsHere) {
            return Optional.empty();
        }
    }

    /** Two commands in Redis's own words: a client library would be a lot to load for a single question. */
    private static boolean answers(int port, String password) {
        try (var socket = new Socket()) {
            var patience = (int) PATIENCE_WITH_ANSWER.toMillis();
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(FreePort.LOOPBACK), port), patience);
            socket.setSoTimeout(patience);
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\nPING\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.startsWith("+OK\r\n+PONG\r\n");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** With the password in it. */
    public RedisAddress address() {
        return new RedisAddress(URI.create("redis://:" + password + "@" + FreePort.LOOPBACK + ":" + port));
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

    /** Stops it, and forgets all that was in it. */
    @Override
    public void close() {
        if (server.isAlive()) {
            server.end(PATIENCE, TO_STOP);
            log.info("Redis on port {} has stopped", port);
        }
    }
}
