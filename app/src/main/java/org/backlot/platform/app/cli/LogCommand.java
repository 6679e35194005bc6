package org.backlot.platform.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code backlot log}: what an auditor does at the machine. */
@Command(
        name = "log",
        description = "Check the log, prove an event, check a proof.",
        subcommands = {LogVerifyCommand.class, LogProveCommand.class, LogCheckCommand.class},
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }
}
