package org.backlot.clips.worker.removal;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.RemoveJobWork;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.platform.worker.deadline.AskAgain;
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
    /** So long that it never comes: who puts a job away gives it up at once all the same. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Its instance is an event, its data the job. */
    @Bean
    CustomTask<String> jobRetentionTask(CommandGateway commands, @Value("${backlot.retention.work}") Duration keptFor) {
        return Tasks.custom(NAME, String.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> AskAgain.whenDue(
                        commands,
                        new RemoveJobWork(JobId.parse(instance.getData()), keptFor.isPositive() ? keptFor : FOR_EVER),
                        ClipsRejection.WORK_NOT_DUE));
    }
}
