package org.backlot.platform.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.tree.TreeDamaged;
import org.backlot.platform.app.crypto.MasterKeyRefused;
import org.backlot.platform.app.embedded.DataFolderRefused;
import org.backlot.platform.app.embedded.EmbeddedServiceFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the program. Each says what it does, and answers 0 only where it was done. */
@Command(
        name = "backlot",
        description = "One event-sourced backend for film and video work.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ClipCommand.class,
            ReplayCommand.class,
            DeadLettersCommand.class,
            LogCommand.class
        },
        mixinStandardHelpOptions = true)
public final class BacklotCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    /** Runs a command line; the result is the exit status. */
    public static int run(String... arguments) {
        return run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), arguments);
    }

    /** The same, where somebody else reads what it says. */
    public static int run(PrintWriter out, String... arguments) {
        return new CommandLine(new BacklotCommand())
                .setOut(out)
                .setExecutionExceptionHandler((failure, line, _) -> {
                    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        if (isForThePerson(cause)) {
                            line.getErr().println("backlot: " + cause.getMessage());
                            return 1;
                        }
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    // Written for the person at the keyboard: the message is enough.
    private static boolean isForThePerson(Throwable failure) {
        return failure instanceof DataFolderRefused
                || failure instanceof EmbeddedServiceFailed
                || failure instanceof MasterKeyRefused
                || failure instanceof LogUnavailable
                || failure instanceof TreeDamaged
                || failure.getClass() == IllegalArgumentException.class;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return USAGE;
    }
}
