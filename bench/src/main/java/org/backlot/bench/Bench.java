// Figures are only worth comparing when everybody gets them in the same way: one command each, listed here.
package org.backlot.bench;

import java.util.concurrent.Callable;
import org.backlot.bench.clips.ClipsBenchmark;
import org.backlot.bench.hud.HudBenchmark;
import org.backlot.bench.log.FollowElsewhere;
import org.backlot.bench.log.LogBenchmark;
import org.backlot.bench.search.SearchBenchmark;
import org.backlot.bench.simulation.Simulate;
import org.backlot.bench.simulation.SimulatedNode;
import org.backlot.bench.spine.SpineBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./backlot bench}: lists the benchmarks, or runs one. */
@Command(
        name = "./backlot bench",
        description = "Benchmarks. Each ends with lines: figure NAME VALUE UNIT.",
        subcommands = {
            SpineBenchmark.class,
            LogBenchmark.class,
            HudBenchmark.class,
            ClipsBenchmark.class,
            SearchBenchmark.class,
            FollowElsewhere.class,
            Simulate.class,
            SimulatedNode.class
        },
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The exit status is 0 where all was measured. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failure, line, _) -> {
                    if (failure instanceof BenchmarkFailed) {
                        line.getErr().println("bench: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        spec.subcommands().forEach((name, line) -> {
            var usage = line.getCommandSpec().usageMessage();
            if (!usage.hidden()) {
                out.printf("%-8s %s%n", name, String.join(" ", usage.description()));
            }
        });
        out.flush();
        return 0;
    }
}
