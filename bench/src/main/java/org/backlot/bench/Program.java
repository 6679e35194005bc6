// The program is measured as people run it: by its launcher, with the launcher's options, in a process of its own.
package org.backlot.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A running Backlot with its own PostgreSQL and Redis. Closing it stops all of them, in good order. */
public final class Program implements AutoCloseable {
    /** Limits that stop attackers would stop a benchmark too; they are counted all the same. */
    public static final Map<String, String> NO_LIMITS = Map.of(
            "backlot.limits.register-per-hour", "1000",
            "backlot.limits.login-per-minute", "1000",
            "backlot.limits.requests-per-minute", "100000000");

    /** Of its database, and of its user there. */
    private static final String NAME = "backlot";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final double BYTES_IN_KB = 1024;
    private static final double BYTES_IN_MB = 1e6;

    private final Process process;
    private final Thread stopAtEnd;
    private final Path data;
    private final InetSocketAddress address;
    private final Duration startedIn;
    /** Its Redis where that was killed and started again. */
    private volatile Optional<ProcessHandle> revivedRedis = Optional.empty();

    private Program(Process process, Thread stopAtEnd, Path data, InetSocketAddress address, Duration startedIn) {
        this.process = process;
        this.stopAtEnd = stopAtEnd;
        this.data = data;
        this.address = address;
        this.startedIn = startedIn;
    }

    /**
     * Starts it and waits until its health answers 200.
     *
     * @param checkout where {@code ./backlot} lies, and the jar that was built of it
     * @param data its data folder; its output goes to a file beside it
     * @param settings of {@code application.yaml}, by name
     */
    public static Program start(Path checkout, Path data, Map<String, String> settings) {
        return start(checkout, data, settings, Map.of());
    }

    /** Starts a second node, which shares the PostgreSQL and the Redis of the first. */
    public static Program startBeside(Path checkout, Program first, Map<String, String> settings) {
        var data = first.data.resolveSibling("second");
        var database = DatabaseServer.in(first.data);
        try {
            Folders.delete(data);
            return start(
                    checkout,
                    data,
                    settings,
                    Map.of(
                            "BACKLOT_POSTGRES_URL",
                            database.url(NAME),
                            "BACKLOT_POSTGRES_USER",
                            NAME,
                            "BACKLOT_POSTGRES_PASSWORD",
                            database.password(),
                            "BACKLOT_REDIS_URL",
                            first.redisUrl(),
                            "BACKLOT_MASTER_KEY",
                            Files.readString(first.data.resolve("master.key")).strip()));
        } catch (IOException failure) {
            throw new BenchmarkFailed("a second node cannot be started: " + failure, failure);
        }
    }

    /** Starts it likewise, with further variables in its environment. */
    public static Program start(
            Path checkout, Path data, Map<String, String> settings, Map<String, String> environment) {
        var port = freePort();
        var command = new ArrayList<String>();
        command.add(checkout.resolve("backlot").toString());
        command.add("up");
        command.add("--data=" + data);
        command.add("--port=" + port);
        settings.forEach((name, value) -> command.add("--set=" + name + "=" + value));
        var output = data.resolveSibling(data.getFileName() + ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment()
                .put("BACKLOT_JAR", checkout.resolve("app/target/backlot.jar").toString());
        try {
            long began = System.nanoTime();
            var process = builder.start();
            // A stopped benchmark leaves nothing behind.
            var stopAtEnd = Thread.ofPlatform().unstarted(() -> stop(process));
            Runtime.getRuntime().addShutdownHook(stopAtEnd);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            awaitHealth(process, address, output);
            return new Program(process, stopAtEnd, data, address, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException failure) {
            throw new BenchmarkFailed("the program cannot be started: " + failure, failure);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new BenchmarkFailed("no port is free: " + failure, failure);
        }
    }

    private static void awaitHealth(Process process, InetSocketAddress address, Path output) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy(address)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                stop(process);
                throw new BenchmarkFailed("the program did not start: see " + output);
            }
            Pause.of(LOOK_EVERY);
        }
    }

    private static boolean isHealthy(InetSocketAddress address) {
        try (var connection = HttpConnection.open(address)) {
            return connection.send("GET", "/api/v1/health", "", new byte[0]).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /** From the start of its process to its first good health. */
    public Duration startedIn() {
        return startedIn;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** The Redis that it started, which is nobody's child. */
    public ProcessHandle redis() {
        return runningRedis().orElseThrow(() -> new BenchmarkFailed("no Redis runs in " + data));
    }

    private Optional<ProcessHandle> runningRedis() {
        var file = data.resolve("redis/redis.pid");
        try {
            // One that is just being started has made the file, and not yet written it.
            return Optional.of(Files.readString(file).strip())
                    .filter(pid -> !pid.isEmpty())
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
        } catch (IOException failure) {
            throw new BenchmarkFailed("no Redis runs as " + file + " says: " + failure, failure);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    /**
     * Kills its Redis likewise.
     *
     * @return starts it again, by the same program and the same settings
     */
    public Runnable killRedis() {
        var killed = redis();
        var redisServer = killed.info().command().orElseThrow();
        killed.destroyForcibly();
        return () -> startRedis(redisServer, killed.pid());
    }

    private void startRedis(String redisServer, long before) {
        var folder = data.resolve("redis");
        try {
            new ProcessBuilder(redisServer, folder.resolve("redis.conf").toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new BenchmarkFailed("Redis cannot be started: " + failure, failure);
        }
        var started = Pause.until("Redis to start", () -> runningRedis().filter(redis -> redis.pid() != before));
        // The program knows only of the one that it has started itself.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started::destroy));
        revivedRedis = Optional.of(started);
    }

    /** Where that Redis is reached, with its password. */
    public String redisUrl() {
        var file = data.resolve("redis/redis.conf");
        try {
            var settings = new HashMap<String, String>();
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ", 2);
                settings.put(words[0], words[words.length - 1]);
            }
            return "redis://:%s@%s:%s"
                    .formatted(settings.get("requirepass"), settings.get("bind"), settings.get("port"));
        } catch (IOException failure) {
            throw new BenchmarkFailed("no Redis is set up as " + file + " says: " + failure, failure);
        }
    }

    /** The memory that it holds now, in millions of bytes. Linux alone tells it. */
    public double residentMegabytes() {
        return residentMegabytes(process.toHandle());
    }

    /** The memory that a process holds now, in millions of bytes. */
    public static double residentMegabytes(ProcessHandle process) {
        return residentMegabytesIfAlive(process)
                .orElseThrow(() -> new BenchmarkFailed("the system does not tell the program's memory"));
    }

    /** The same of one that may end at any time. */
    public static OptionalDouble residentMegabytesIfAlive(ProcessHandle process) {
        try {
            var status = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return status.find()
                    ? OptionalDouble.of(Long.parseLong(status.group(1)) * BYTES_IN_KB / BYTES_IN_MB)
                    : OptionalDouble.empty();
        } catch (IOException ended) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() {
        stop(process);
        revivedRedis.ifPresent(ProcessHandle::destroy);
        Runtime.getRuntime().removeShutdownHook(stopAtEnd);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
