package org.backlot.platform.saga;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;

/** A deadline that asks an aggregate, which decides, and says when to ask again where its time is not over. */
public final class DeadlineTask {
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration TOO_EARLY = Duration.ofSeconds(1);

    private DeadlineTask() {}

    /**
     * Makes the task.
     *
     * @param name its name in the scheduler's table; never changes
     * @param ask asks by the instance of the task; answers when to ask again, or nothing where that is over
     */
    public static CustomTask<Void> named(String name, Function<String, Optional<Instant>> ask) {
        return Tasks.custom(name, Void.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> ask.apply(instance.getId())
                        .<CompletionHandler<Void>>map(DeadlineTask::again)
                        .orElseGet(OnCompleteRemove::new));
    }

    /**
     * Comes back when what was asked for is due.
     *
     * @param notDue the refusal that carries {@code dueAt}; any other one is thrown again, as a failure of the task
     */
    public static <T> CompletionHandler<T> whenDue(Rejection refused, RejectionCode notDue) {
        if (refused.code() == notDue && refused.extras().get("dueAt") instanceof Instant due) {
            return again(due);
        }
        throw refused;
    }

    /** Comes back when it is due, and a moment later at least: the clocks of two nodes differ a little. */
    private static <T> CompletionHandler<T> again(Instant due) {
        return (execution, operations) -> {
            var soon = execution.getTimeDone().plus(TOO_EARLY);
            operations.reschedule(execution, due.isAfter(soon) ? due : soon);
        };
    }
}
