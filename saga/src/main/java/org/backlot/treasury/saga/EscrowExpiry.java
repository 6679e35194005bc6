package org.backlot.treasury.saga;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.platform.saga.DeadlineTask;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.TreasuryCommand.ExpireEscrow;
import org.backlot.treasury.api.TreasuryRejection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when the time of an escrow is over: it is asked to expire, until it has ended one way or another. */
@Configuration(proxyBeanMethods = false)
public class EscrowExpiry {
    /** The name of the task in the scheduler's table; never changes. */
    public static final String NAME = "escrow-expiry";

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration WHILE_DISPUTED = Duration.ofHours(1);

    /** The task: its instance is an escrow, its data the project. */
    @Bean
    CustomTask<String> escrowExpiryTask(CommandGateway commands) {
        return Tasks.custom(NAME, String.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) ->
                        expire(commands, EscrowId.parse(instance.getId()), ProjectId.parse(instance.getData())));
    }

    private static CompletionHandler<String> expire(CommandGateway commands, EscrowId escrow, ProjectId project) {
        try {
            commands.sendAndWait(new ExpireEscrow(project, escrow));
            return new OnCompleteRemove<>();
        } catch (Rejection rejection) {
            if (rejection.code() == TreasuryRejection.ESCROW_DISPUTED) {
                // The dispute may be settled, and then the hold is over: somebody has to come back for it.
                return (execution, operations) ->
                        operations.reschedule(execution, execution.getTimeDone().plus(WHILE_DISPUTED));
            }
            return DeadlineTask.whenDue(rejection, TreasuryRejection.ESCROW_NOT_DUE);
        }
    }
}
