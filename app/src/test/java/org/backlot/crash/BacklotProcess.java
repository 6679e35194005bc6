// A Backlot as its operator has it: a process with children, which can be killed, and killed together with them.
package org.backlot.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backlot.crash.PackagedProgram.Classes;

/** {@code backlot up} in a process of its own, on a data folder of its own. */
final class BacklotProcess implements AutoCloseable {
    private static final Pattern UP = Pattern.compile("Backlot is up: http://localhost:(\\d+)/.*");
    private static final Duration PATIENCE_WITH_START = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WITH_END = Duration.ofSeconds(60);

    private final Path data;
    private final Path output;
    private final Process process;
    private final CompletableFuture<URI> up = new CompletableFuture<>();

    private BacklotProcess(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /**
     * What to start.
     *
     * @param name names the data folder and the file of what it prints
     * @param environment variables beside those of this process
     * @param arguments beside {@code up}, the data folder and the port
     */
    record Wanted(String name, Classes classes, Map<String, String> environment, List<String> arguments) {
        Wanted {
            environment = Map.copyOf(environment);
            arguments = List.copyOf(arguments);
        }

        Path data() {
            return PackagedProgram.WORKPLACE.resolve(name);
        }

        Wanted with(Classes other) {
            return new Wanted(name, other, environment, arguments);
        }
    }

    /** Starts it and does not wait for it to be up. */
    static BacklotProcess start(Wanted wanted) {
        var arguments =
                new ArrayList<String>(List.of("up", "--data", wanted.data().toString(), "--port", "0"));
        arguments.addAll(wanted.arguments());
        var builder = new ProcessBuilder(PackagedProgram.ofThisBuild().command(wanted.classes(), arguments))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(PackagedProgram.environment());
        // Whatever is started here is for this machine only, also where the mail goes elsewhere.
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        builder.environment().putAll(wanted.environment());
        try {
            var process = builder.start();
            var started = new BacklotProcess(
                    wanted.data(), PackagedProgram.WORKPLACE.resolve(wanted.name() + ".log"), process);
            Thread.ofVirtual().name("output-of-" + process.pid()).start(() -> started.read(process.inputReader()));
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(BufferedReader lines) {
        try (lines;
                var file = Files.newBufferedWriter(
                        output, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                var matcher = UP.matcher(line);
                if (matcher.matches()) {
                    up.complete(URI.create("http://localhost:" + matcher.group(1)));
                }
            }
        } catch (IOException broken) {
            // A killed process leaves its pipe as it is.
        } finally {
            up.completeExceptionally(new IllegalStateException("it ended before it was up: see " + output));
        }
    }

    /** Where it answers, once it does. Throws where it ends instead, or takes longer than a minute. */
    URI base() {
        try {
            return up.get(PATIENCE_WITH_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException ended) {
            throw new IllegalStateException(ended.getCause());
        } catch (TimeoutException slow) {
            throw new IllegalStateException("not up after " + PATIENCE_WITH_START + ": see " + output, slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until it has printed that. Throws where it comes up, or ends, without having said it. */
    void awaitSaying(String text) {
        try {
            while (!(Files.exists(output) && Files.readString(output).contains(text))) {
                if (up.isDone()) {
                    throw new IllegalStateException("it never said '" + text + "': see " + output);
                }
                Thread.sleep(5);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path data() {
        return data;
    }

    /** The file of all that it has printed. */
    Path output() {
        return output;
    }

    /** The database server and the processes that serve its connections; none where it runs elsewhere or not at all. */
    List<ProcessHandle> postgres() {
        return server(data.resolve("postgres/data/postmaster.pid"), "postgres").stream()
                .flatMap(server -> Stream.concat(server.descendants(), Stream.of(server)))
                .toList();
    }

    /** The Redis server; none where it runs elsewhere or not at all. */
    List<ProcessHandle> redis() {
        return server(data.resolve("redis/redis.pid"), "redis-server").stream().toList();
    }

    // By number and program: the number alone may have gone to somebody else since.
    private static Optional<ProcessHandle> server(Path pidFile, String program) {
        try (var lines = Files.lines(pidFile, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> process.info()
                            .command()
                            .filter(path -> path.endsWith(program))
                            .isPresent());
        } catch (IOException | NumberFormatException noServer) {
            return Optional.empty();
        }
    }

    /** What it has started itself, and what those have started: an ffmpeg, for example. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** A process that has ended, but whose end nobody has asked about yet, runs no program any more. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** {@code kill -9} of the program; its servers live on without it. */
    void kill() {
        kill(List.of(process.toHandle()));
        awaitEnd();
    }

    /** {@code kill -9} of the program, the database and Redis, all at once. */
    void killEverything() {
        kill(Stream.of(List.of(process.toHandle()), postgres(), redis())
                .flatMap(List::stream)
                .toList());
        awaitEnd();
    }

    /** {@code kill -9} of the database server and all its processes; the program lives on without it. */
    void killPostgres() {
        kill(postgres());
    }

    /**
     * {@code kill -9} of one process among those of the database: it drops all connections, recovers from its own log and
     * goes on by itself.
     */
    void killOneOfPostgres() {
        kill(postgres().stream().limit(1).toList());
    }

    /** Java's forcible end is SIGKILL wherever there are signals. */
    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Asks it to end, as Ctrl-C does, and waits until it has; the answer is its exit status. Through its handle: told by
     * {@link Process#destroy}, it would find nobody who reads what it still has to say, and might give up what it does.
     */
    int stop() {
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Ctrl-C, and does not wait. Through the shell's own kill: Java knows no such signal. */
    void interrupt() {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until it has ended; the answer is its exit status. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_WITH_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running after " + PATIENCE_WITH_END + ": see " + output);
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Leaves nothing behind, however the test has ended. */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            killEverything();
        }
    }
}
