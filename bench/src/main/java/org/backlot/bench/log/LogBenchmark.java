// The log is the one part of Backlot that competes with others for what it does, so it is measured beside them: on the
// same server, in the same run, in turns.
package org.backlot.bench.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Folders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./backlot bench log}: appends, commands, lag and replay, ours beside Axon's, Emmett's and the bare database. */
@Command(
        name = "log",
        description = "The event log beside Axon's own, Emmett and the bare database: appends, commands, lag, replay.",
        mixinStandardHelpOptions = true)
public final class LogBenchmark implements Callable<Integer> {
    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, in each of which all take their turn (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long a turn lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "How many events are replayed (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--only",
            split = ",",
            description = "Some of the questions: append, command, lag, replay (default: all).")
    private @Nullable List<String> only;

    @Option(
            names = "--data",
            description = "A new folder for the database, deleted before and at the end (default: bench/target/log)."
                    + " It should be on the disk that is to be measured.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var checkout = Path.of(System.getProperty("backlot.checkout", "."))
                .toAbsolutePath()
                .normalize();
        var questions = questions();
        var work = Optional.ofNullable(data)
                .orElse(checkout.resolve("bench/target/log"))
                .toAbsolutePath();
        Folders.delete(work);
        Files.createDirectories(work);
        try (var server = LogServer.start(work)) {
            var setting =
                    new Setting(server.server(), checkout, work, rounds, Duration.ofSeconds(seconds), events, out);
            describe(out, server.server(), work);
            questions.forEach(question -> question.measure(setting));
            for (var question : questions) {
                out.println();
                question.print(setting);
            }
            out.println();
        }
        Folders.delete(work);
        questions.stream()
                .flatMap(question -> question.figures().stream())
                .forEach(figure -> out.println(figure.line()));
        out.flush();
        return 0;
    }

    private List<Question> questions() {
        var all =
                List.<Question>of(new AppendQuestion(), new CommandQuestion(), new LagQuestion(), new ReplayQuestion());
        var wanted = only;
        if (wanted == null) {
            return all;
        }
        var names = all.stream().map(Question::name).toList();
        if (!names.containsAll(wanted)) {
            throw new BenchmarkFailed("the questions are " + String.join(", ", names));
        }
        return all.stream().filter(question -> wanted.contains(question.name())).toList();
    }

    private void describe(PrintWriter out, DatabaseServer server, Path folder) throws IOException {
        out.printf(
                "%d processors, %s %s; Java %s; PostgreSQL %s, fsync=on, synchronous_commit=on, data on %s;"
                        + " %d rounds of %d s, in turns; medians of the rounds%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                server.value("show server_version"),
                Files.getFileStore(folder).type(),
                rounds,
                seconds);
        out.flush();
    }
}
