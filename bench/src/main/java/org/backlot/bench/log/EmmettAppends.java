package org.backlot.bench.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;
import org.backlot.bench.NodeScript;
import tools.jackson.databind.JsonNode;

/** Emmett in a Node of its own, with its own tables in a database of its own. */
final class EmmettAppends implements Appends {
    private static final String DATABASE = "emmett";
    private static final String SCRIPT = "emmett.mjs";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long NANOSECONDS_IN_MICROSECOND = 1_000;

    private final DatabaseServer server;
    private final Process node;
    private final BufferedReader answers;
    private final Writer questions;
    private final String version;
    private final PoolSizes pools = new PoolSizes();

    private EmmettAppends(DatabaseServer server, Process node, String version) {
        this.server = server;
        this.node = node;
        this.answers = node.inputReader(StandardCharsets.UTF_8);
        this.questions = node.outputWriter(StandardCharsets.UTF_8);
        this.version = version;
    }

    /**
     * Installs and starts it.
     *
     * @param sources the folder with its script
     * @param folder to install it in; what is there already is used again
     * @return empty where Node or npm is missing
     */
    static Optional<EmmettAppends> start(DatabaseServer server, Path sources, Path folder) {
        return NodeScript.install(sources, folder, SCRIPT).map(script -> {
            server.execute("postgres", "create database " + DATABASE);
            var process = script.start(
                    "postgresql://%s@%s:%d/%s"
                            .formatted(DatabaseServer.SUPERUSER, DatabaseServer.HOST, server.port(), DATABASE),
                    Postings.JSON.writeValueAsString(
                            Map.of("memo", Postings.posted(0, "").memo(), "metadata", Postings.METADATA)));
            return new EmmettAppends(
                    server, process, script.version("@event-driven-io/emmett-postgresql") + ", Node " + script.node());
        });
    }

    @Override
    public String name() {
        return "emmett";
    }

    @Override
    public void tune(int writers, Duration each) {
        pools.tune(writers, size -> {
            run(writers, size, each);
            return run(writers, size, each).perSecond();
        });
    }

    @Override
    public Measured run(int writers, Duration duration) {
        return run(writers, pools.best(writers), duration);
    }

    private Measured run(int writers, int connections, Duration duration) {
        try {
            questions.write("{\"writers\":%d,\"connections\":%d,\"milliseconds\":%d}%n"
                    .formatted(writers, connections, duration.toMillis()));
            questions.flush();
            var answer = answers.readLine();
            if (answer == null) {
                throw new BenchmarkFailed("Emmett's script has ended");
            }
            var measured = Postings.JSON.readTree(answer);
            return new Measured(
                    measured.get("seconds").asDouble(),
                    measured.get("microseconds")
                            .valueStream()
                            .mapToLong(JsonNode::asLong)
                            .map(each -> each * NANOSECONDS_IN_MICROSECOND)
                            .toArray());
        } catch (IOException failure) {
            throw new BenchmarkFailed("Emmett's script does not answer: " + failure, failure);
        }
    }

    @Override
    public String description() {
        return "emmett-postgresql " + version + ", " + pools;
    }

    @Override
    public long count() {
        return Long.parseLong(server.value(DATABASE, "select count(*) from emt_messages"));
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                node.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            node.destroyForcibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            node.destroyForcibly();
        }
    }
}
