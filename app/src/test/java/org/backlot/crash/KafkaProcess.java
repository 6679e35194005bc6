package org.backlot.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A Kafka that can be killed and started again, on the same port and with what it had kept. */
final class KafkaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Below where systems take the ports of connections from, so that nobody else comes by it while it is away. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 30_000;

    private final Path folder;
    private final Path output;
    private final int port;
    private Process process;

    private KafkaProcess(Path folder, Path output, int port) {
        this.folder = folder;
        this.output = output;
        this.port = port;
        this.process = begin();
    }

    /** Starts one on an empty folder, and waits until it can be used. */
    static KafkaProcess start(String name) {
        var started = new KafkaProcess(
                PackagedProgram.freshFolder(name), PackagedProgram.WORKPLACE.resolve(name + ".log"), freePort());
        try {
            started.awaitUp();
            return started;
        } catch (IllegalStateException failure) {
            started.kill();
            throw failure;
        }
    }

    private static int freePort() {
        return IntStream.range(FIRST_PORT, LAST_PORT)
                .filter(KafkaProcess::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private Process begin() {
        try {
            return new ProcessBuilder(PackagedProgram.ofThisBuild()
                            .command(KafkaBroker.class, List.of(folder.toString(), Integer.toString(port))))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitUp() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!Files.readString(output).contains(KafkaBroker.UP)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("Kafka did not come up: see " + output);
                }
                Thread.sleep(50);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What tells a process where it is. */
    Map<String, String> environment() {
        try {
            return Map.of(
                    "BACKLOT_KAFKA",
                    "127.0.0.1:" + port,
                    "BACKLOT_KAFKA_USER",
                    "backlot",
                    "BACKLOT_KAFKA_PASSWORD",
                    Files.readString(folder.resolve("kafka/password")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Kafka does not die");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts it again, and does not wait for it. */
    void startAgain() {
        process = begin();
    }

    @Override
    public void close() {
        kill();
    }
}
