package org.backlot.clips.worker.removal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.RemoveJobWork;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when a job has been at rest long enough, or was put away: it is asked to let its work go, and decides. */
@Configuration(proxyBeanMethods = false)
class JobRetention {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "clip-job-retention";

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration TOO_EARLY = Duration.ofSeconds(1);
    /** So long that it never comes: who puts a job away gives it up at once all the same. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Its instance is an event, its data the job. */
    @Bean
    CustomTask<String> jobRetentionTask(
            CommandGateway commands, @Value("${backlot.retention.work:7d}") Duration keptFor) {
        return Tasks.custom(NAME, String.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> ask(
                        commands,
                        new RemoveJobWork(JobId.parse(instance.getData()), keptFor.isPositive() ? keptFor : FOR_EVER)));
    }

    private static CompletionHandler<String> ask(CommandGateway commands, RemoveJobWork command) {
        try {
            commands.sendAndWait(command);
            return new OnCompleteRemove<>();
        } catch (Rejection rejection) {
            if (rejection.code() == ClipsRejection.WORK_NOT_DUE
                    && rejection.extras().get("dueAt") instanceof Instant due) {
                return again(due);
            }
            throw rejection;
        }
    }

    // Something has happened since, or the clocks of two nodes differ a little.
    private static CompletionHandler<String> again(Instant due) {
        return (execution, operations) -> {
            var soon = execution.getTimeDone().plus(TOO_EARLY);
            operations.reschedule(execution, due.isAfter(soon) ? due : soon);
        };
    }
}
