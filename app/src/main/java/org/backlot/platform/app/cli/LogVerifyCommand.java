package org.backlot.platform.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backlot.log.app.LogCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code backlot log verify}: reads the whole log and says what is not as it was signed. Status 0: all of it is. */
@Command(name = "verify", description = "Check the whole log against every checkpoint that was ever signed.")
final class LogVerifyCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The log's verifier key (name+id+key) as you noted it; without it the database is believed.")
    private @Nullable String key;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "A checkpoint that you kept; tells whether the end of the log was cut off since. May be repeated.")
    private List<Path> checkpoints = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var kept = new ArrayList<String>();
        for (var file : checkpoints) {
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("there is no file " + file);
            }
            kept.add(Files.readString(file));
        }
        var given = new LogCheck.Given(Optional.ofNullable(key), kept);
        return tell(new LogAccess(data, System.getenv())
                .ask(
                        log -> log.verify(given),
                        new LogAccess.Question<>(
                                "verify",
                                given,
                                answer -> JsonMapper.shared().readValue(answer, LogCheck.Report.class))));
    }

    private int tell(LogCheck.Report report) {
        var out = spec.commandLine().getOut();
        out.println("log " + report.origin());
        out.println("key " + report.key());
        out.printf(
                "%d rows up to position %d, a tree of size %d, %d checkpoints%n",
                report.rows(), report.head(), report.treeSize(), report.checkpoints());
        out.println(
                report.confirmed() > 1
                        ? "rows up to position " + (report.confirmed() - 1) + " agree with what was signed"
                        : "no signed checkpoint agrees with the rows");
        report.findings().forEach(finding -> out.println("  " + finding.kind() + "  " + finding.what()));
        if (report.furtherFindings() > 0) {
            out.printf("  and %d more%n", report.furtherFindings());
        }
        boolean sound = report.findings().isEmpty();
        out.println("log: " + (sound ? "ok" : "NOT AS IT WAS SIGNED"));
        out.flush();
        return sound ? 0 : 1;
    }
}
