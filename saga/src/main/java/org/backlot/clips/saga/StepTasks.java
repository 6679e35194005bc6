package org.backlot.clips.saga;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand;
import org.backlot.clips.api.ClipJobCommand.StartRetry;
import org.backlot.clips.api.ClipJobCommand.TimeOutStep;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.platform.saga.DeadlineTask;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What happens when the time of an attempt, or of the pause before one, is over: the job is asked, and decides. This alone
 * brings back what a dead worker, a dead server or a lost message has left (CLP-2); nothing ever looks for it.
 */
@Configuration(proxyBeanMethods = false)
public class StepTasks {
    /** The names of the tasks in the scheduler's table; they never change. */
    static final String TIME_OUT = "clip-step-timeout";

    static final String RETRY = "clip-step-retry";

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** Its instance is {@code step/attempt/from}, its data the job. */
    @Bean
    CustomTask<String> stepTimeoutTask(CommandGateway commands) {
        return task(TIME_OUT, commands, (job, attempt) -> new TimeOutStep(job, attempt.step(), attempt.number()));
    }

    /** Its instance is {@code step/attempt}, its data the job. */
    @Bean
    CustomTask<String> stepRetryTask(CommandGateway commands) {
        return task(RETRY, commands, (job, attempt) -> new StartRetry(job, attempt.step(), attempt.number()));
    }

    private record Named(StepId step, int number) {
        static Named of(String instance) {
            var parts = instance.split("/", -1);
            return new Named(StepId.parse(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    private static CustomTask<String> task(
            String name, CommandGateway commands, BiFunction<JobId, Named, ClipJobCommand> command) {
        return Tasks.custom(name, String.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) ->
                        ask(commands, command.apply(JobId.parse(instance.getData()), Named.of(instance.getId()))));
    }

    private static CompletionHandler<String> ask(CommandGateway commands, ClipJobCommand command) {
        try {
            commands.sendAndWait(command);
            return new OnCompleteRemove<>();
        } catch (Rejection rejection) {
            // It may have more time than was thought when this was asked for.
            return DeadlineTask.whenDue(rejection, ClipsRejection.STEP_NOT_DUE);
        }
    }
}
