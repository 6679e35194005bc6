// The deadline of an attempt brings back what a dead worker, a dead server or a lost message has left (CLP-2).
package org.backlot.clips.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.backlot.clips.api.ClipJobCommand.StartRetry;
import org.backlot.clips.api.ClipJobCommand.TimeOutStep;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepTasksTest {
    private static final JobId JOB = new JobId(new UUID(1, 1));
    private static final StepId STEP = new StepId(new UUID(1, 2));
    private static final Instant DONE = Instant.parse("2026-12-20T06:00:00Z");

    private final List<Object> sent = new ArrayList<>();

    @Test
    @DisplayName("CLP-2: at its time the job is asked to time the attempt out, or to begin the next one")
    void asks() {
        assertThat(timeOut(Optional.empty())).isInstanceOf(OnCompleteRemove.class);
        assertThat(retry(Optional.empty())).isInstanceOf(OnCompleteRemove.class);
        assertThat(sent).containsExactly(new TimeOutStep(JOB, STEP, 2), new StartRetry(JOB, STEP, 3));
    }

    @Test
    @DisplayName("CLP-2: an attempt that has more time by now is asked again then; a second later where clocks differ")
    void comes_back() {
        var due = DONE.plusSeconds(90);
        assertThat(nextAfter(timeOut(Optional.of(notDue(due))))).isEqualTo(due);
        assertThat(nextAfter(retry(Optional.of(notDue(DONE.plusMillis(3)))))).isEqualTo(DONE.plusSeconds(1));
    }

    @Test
    @DisplayName("CLP-2: any other failure is left to the scheduler, which tries again")
    void fails() {
        assertThatThrownBy(() -> timeOut(Optional.of(Rejection.of(CommonRejection.UNAVAILABLE))))
                .isInstanceOf(Rejection.class);
    }

    private static Rejection notDue(Instant due) {
        return Rejection.of(ClipsRejection.STEP_NOT_DUE).with("dueAt", due);
    }

    private CompletionHandler<String> timeOut(Optional<Rejection> refusal) {
        return run(new StepTasks().stepTimeoutTask(answering(refusal)), STEP + "/2/request");
    }

    private CompletionHandler<String> retry(Optional<Rejection> refusal) {
        return run(new StepTasks().stepRetryTask(answering(refusal)), STEP + "/3");
    }

    private static CompletionHandler<String> run(CustomTask<String> task, String instance) {
        return task.execute(new TaskInstance<>(task.getName(), instance, JOB.toString()), null);
    }

    private CommandGateway answering(Optional<Rejection> refusal) {
        var bus = SimpleCommandBus.builder().build();
        for (var command : List.of(TimeOutStep.class, StartRetry.class)) {
            bus.subscribe(command.getName(), message -> {
                sent.add(message.getPayload());
                if (refusal.isPresent()) {
                    throw refusal.get();
                }
                return "done";
            });
        }
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private static Instant nextAfter(CompletionHandler<String> handler) {
        var execution = new Execution(DONE, new TaskInstance<>(StepTasks.TIME_OUT, "any", JOB.toString()));
        var next = new ArrayList<Instant>();
        handler.complete(
                ExecutionComplete.success(execution, DONE, DONE), new ExecutionOperations<>(null, null, execution) {
                    @Override
                    public void reschedule(ExecutionComplete completed, Instant nextTime) {
                        next.add(nextTime);
                    }
                });
        assertThat(next).hasSize(1);
        return next.getFirst();
    }
}
