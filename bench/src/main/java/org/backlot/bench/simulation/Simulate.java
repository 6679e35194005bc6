// Whoever says that nothing is lost should show it where things break, again and again, and be able to show it once more.
package org.backlot.bench.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.bench.BenchmarkFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./backlot simulate}: ends with status 0 where every seed was clean, and with 1 at the first that was not. */
@Command(
        name = "simulate",
        description = "The log among killed processes, cut connections and a database that stops; judged after each seed.",
        mixinStandardHelpOptions = true)
public final class Simulate implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seeds", defaultValue = "5", description = "How many (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--from", defaultValue = "1", description = "The first (${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--plant", defaultValue = "none", description = "A defect to plant, which must be caught; or all.")
    private String plant = "none";

    @Option(names = "--data", description = "An empty folder to work in, kept; else one that is deleted.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, SQLException {
        var folder = data == null ? Files.createTempDirectory("backlot-simulation") : Files.createDirectories(data);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new BenchmarkFailed(folder + " is not empty");
            }
        }
        try (var postgres = Postgres.start(folder);
                var nodes = new Run.Nodes(folder.resolve("nodes.out"))) {
            return plant.equals("all") ? eachPlant(postgres, nodes) : clean(postgres, nodes, Plant.named(plant));
        } finally {
            if (data == null) {
                delete(folder);
            }
        }
    }

    private int clean(Postgres postgres, Run.Nodes nodes, Plant planted) throws IOException, SQLException {
        var out = spec.commandLine().getOut();
        for (long seed = from; seed < from + seeds; seed++) {
            if (!isClean(seed, planted, postgres, nodes)) {
                out.printf(
                        "seed %d failed; again: ./backlot simulate --from %d --seeds 1%s%n",
                        seed, seed, planted == Plant.NONE ? "" : " --plant " + planted);
                out.flush();
                return 1;
            }
        }
        out.printf("%d seeds clean%n", seeds);
        out.flush();
        return 0;
    }

    private int eachPlant(Postgres postgres, Run.Nodes nodes) throws IOException, SQLException {
        var out = spec.commandLine().getOut();
        var missed = Arrays.stream(Plant.values())
                .filter(planted -> planted != Plant.NONE)
                .filter(planted -> {
                    try {
                        return isClean(from, planted, postgres, nodes);
                    } catch (IOException | SQLException e) {
                        throw new BenchmarkFailed(planted + ": " + e, e);
                    }
                })
                .map(Plant::toString)
                .collect(Collectors.joining(", "));
        out.println(missed.isEmpty() ? "every planted defect was caught" : "not caught: " + missed);
        out.flush();
        return missed.isEmpty() ? 0 : 1;
    }

    private boolean isClean(long seed, Plant planted, Postgres postgres, Run.Nodes nodes)
            throws IOException, SQLException {
        var out = spec.commandLine().getOut();
        var name = "run_" + seed + (planted == Plant.NONE ? "" : "_" + planted.name().toLowerCase(java.util.Locale.ROOT));
        var run = new Run(Plan.of(seed), planted, postgres, nodes, name);
        long began = System.nanoTime();
        var findings = run.judge();
        out.printf(
                "seed %d%s: %s (%d ms) %s%n",
                seed,
                planted == Plant.NONE ? "" : ", planted " + planted,
                findings.isEmpty() ? "clean" : "FAILED",
                (System.nanoTime() - began) / 1_000_000,
                run.summary());
        findings.forEach(finding -> out.println("  " + finding));
        out.flush();
        return findings.isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
