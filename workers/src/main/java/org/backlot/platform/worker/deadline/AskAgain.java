package org.backlot.platform.worker.deadline;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.shared.Command;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;

/** A deadline asks an aggregate, which decides; where its time has not come, it says when to ask again. */
public final class AskAgain {
    private static final Duration TOO_EARLY = Duration.ofSeconds(1);

    private AskAgain() {}

    /**
     * Asks once.
     *
     * @param notDue the refusal that carries {@code dueAt}; any other one is a failure of the task
     */
    public static <T> CompletionHandler<T> whenDue(CommandGateway commands, Command command, RejectionCode notDue) {
        try {
            commands.sendAndWait(command);
            return new OnCompleteRemove<>();
        } catch (Rejection rejection) {
            if (rejection.code() == notDue && rejection.extras().get("dueAt") instanceof Instant due) {
                return again(due);
            }
            throw rejection;
        }
    }

    // Something has happened since this was asked for, or the clocks of two nodes differ a little.
    private static <T> CompletionHandler<T> again(Instant due) {
        return (execution, operations) -> {
            var soon = execution.getTimeDone().plus(TOO_EARLY);
            operations.reschedule(execution, due.isAfter(soon) ? due : soon);
        };
    }
}
