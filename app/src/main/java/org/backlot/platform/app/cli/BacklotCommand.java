package org.backlot.platform.app.cli;

import java.util.concurrent.Callable;
import org.backlot.platform.app.embedded.DataFolderRefused;
import org.backlot.platform.app.embedded.EmbeddedServiceFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the program. Each says what it does, and answers 0 only where it was done. */
@Command(
        name = "backlot",
        description = "One event-sourced backend for film and video work.",
        subcommands = {UpCommand.class, DemoCommand.class, ReplayCommand.class},
        mixinStandardHelpOptions = true)
public final class BacklotCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    /** Runs a command line; the result is the exit status. */
    public static int run(String... arguments) {
        return new CommandLine(new BacklotCommand())
                .setExecutionExceptionHandler((failure, line, _) -> {
                    if (failure instanceof DataFolderRefused
                            || failure instanceof EmbeddedServiceFailed
                            || failure instanceof IllegalArgumentException) {
                        // Written for the person at the keyboard: the message is enough.
                        line.getErr().println("backlot: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return USAGE;
    }
}
