package org.backlot.bench.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.backlot.bench.Bench;
import org.backlot.bench.BenchmarkFailed;
import org.jspecify.annotations.Nullable;

/** A node in a process of its own. It is told what to do by its standard input and says by its output what it did. */
final class NodeProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Writer orders;
    private final LinkedBlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final CountDownLatch allHeard = new CountDownLatch(1);
    private volatile @Nullable Told told;

    private NodeProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        // A virtual thread that reads a pipe keeps its carrier, and there are few of those.
        Thread.ofPlatform().daemon().start(this::listen);
    }

    static NodeProcess start(Path output) {
        var classes = System.getProperty("java.class.path");
        var jar = classes.endsWith(".jar") && !classes.contains(System.getProperty("path.separator"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new java.util.ArrayList<>(
                List.of(java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(jar ? List.of("-jar", classes) : List.of("-cp", classes, Bench.class.getName()));
        command.add("simulated-node");
        try {
            return new NodeProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start());
        } catch (IOException e) {
            throw new BenchmarkFailed("a node cannot be started: " + e, e);
        }
    }

    /** Begins the work of a run; what it says from now on is heard there. */
    void begin(Told told, Object... words) {
        this.told = told;
        order(Told.line("begin", words));
    }

    void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new BenchmarkFailed("a node ended by itself", e);
        }
    }

    void await(String reply) {
        try {
            var said = replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!reply.equals(said)) {
                throw new BenchmarkFailed("a node should have said " + reply + ", not " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }

    /** As {@code kill -9} does; what it had said before is heard. */
    void kill() {
        process.destroyForcibly();
        try {
            allHeard.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var now = told;
                if (line.startsWith("reply ")) {
                    replies.add(line.substring("reply ".length()));
                } else if (now != null) {
                    now.hear(line);
                }
            }
        } catch (IOException e) {
            // It was killed.
        } finally {
            allHeard.countDown();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
