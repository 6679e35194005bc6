package org.backlot.bench.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;
import tools.jackson.databind.JsonNode;

/** Emmett in a Node of its own, with its own tables in a database of its own. */
final class EmmettAppends implements Appends {
    private static final String DATABASE = "emmett";
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "emmett.mjs");
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
        try {
            var node = answer(folder, "node", "--version");
            if (node.isEmpty() || answer(folder, "npm", "--version").isEmpty()) {
                return Optional.empty();
            }
            install(sources, folder);
            var emmett = Postings.JSON
                    .readTree(Files.readString(folder.resolve("package.json")))
                    .at("/dependencies/@event-driven-io~1emmett-postgresql")
                    .asString();
            server.execute("postgres", "create database " + DATABASE);
            var process = new ProcessBuilder(
                            "node",
                            "emmett.mjs",
                            "postgresql://%s@%s:%d/%s"
                                    .formatted(DatabaseServer.SUPERUSER, DatabaseServer.HOST, server.port(), DATABASE),
                            Postings.JSON.writeValueAsString(
                                    Map.of("memo", Postings.posted(0, "").memo(), "metadata", Postings.METADATA)))
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return Optional.of(new EmmettAppends(server, process, emmett + ", Node " + node.get()));
        } catch (IOException failure) {
            throw new BenchmarkFailed("Emmett could not be started: " + failure, failure);
        }
    }

    private static void install(Path sources, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : FILES) {
            Files.write(folder.resolve(file), Files.readAllBytes(sources.resolve(file)));
        }
        var installed = answer(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        if (installed.isEmpty()) {
            throw new BenchmarkFailed("npm could not install Emmett in " + folder + "; see there: npm ci");
        }
    }

    /** What a program printed; empty where it is missing or failed. */
    private static Optional<String> answer(Path folder, String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            if (Files.isDirectory(folder)) {
                builder.directory(folder.toFile());
            }
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
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
