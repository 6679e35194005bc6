// Why this file exists: several steps of one job end at the same moment, and the job takes their reports one by one.
package org.backlot.clips.worker.runtime;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.shared.Command;

/** Tells jobs how their steps fare. Whoever comes at the same moment as others tells it again. */
final class StepReports {
    private static final int TRIES = 20;

    private final CommandGateway commands;

    StepReports(CommandGateway commands) {
        this.commands = commands;
    }

    /** Sends it and waits until it is on disk. What is told twice does nothing the second time. */
    <R> R tell(Command report) {
        for (int left = TRIES; left > 1; left--) {
            try {
                return commands.sendAndWait(report);
            } catch (ConcurrencyException | AggregateStreamCreationException another) {
                // Another step of the job was told of first. The job is read anew.
            }
        }
        return commands.sendAndWait(report);
    }
}
