package org.backlot.platform.app.cli;

import java.util.concurrent.Callable;
import org.backlot.platform.app.RunningBacklot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code backlot up}: starts the program and stays. */
@Command(
        name = "up",
        description = "Start the program, and the services nobody gave an address for; stay until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var running = RunningBacklot.start(options.settings(), System.getenv());
        var out = spec.commandLine().getOut();
        out.printf("Backlot is up: http://localhost:%d/api/v1 (data in %s)%n", running.port(), running.dataFolder());
        running.mailbox()
                .ifPresent(_ -> out.printf(
                        "Mail stays on this machine: http://localhost:%d/standalone/mailbox%n", running.port()));
        out.println("Ctrl-C stops everything.");
        out.flush();
        UntilStopped.await();
        return 0;
    }
}
