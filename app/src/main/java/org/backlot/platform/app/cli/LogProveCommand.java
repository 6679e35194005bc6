package org.backlot.platform.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backlot log prove POSITION}: an event with everything that proves it, in one file. */
@Command(name = "prove", description = "Write an event with everything that proves it into one file.")
final class LogProveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "POSITION", description = "The event's position in the log, from 1.")
    private long position;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it (default: to the screen).")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (position < 1) {
            throw new IllegalArgumentException("positions begin at 1");
        }
        var bundle = new LogAccess(data, System.getenv())
                .ask(
                        log -> log.prove(position),
                        new LogAccess.Question<>("prove/" + position, Map.of(), Function.identity()));
        var out = spec.commandLine().getOut();
        if (file == null) {
            out.println(bundle);
        } else {
            Files.writeString(file, bundle + "\n");
            out.println("wrote " + file + "; check it with: ./backlot log check " + file);
        }
        out.flush();
        return 0;
    }
}
