package org.backlot.casting.worker.ingestion;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** A service may take a minute to answer, and the threads that wait for it are those of every deadline: one at a time. */
@Component
final class ServiceTurns {
    private static final Duration UNTIL_ANOTHER_ENDS = Duration.ofSeconds(1);

    private final Semaphore free = new Semaphore(1);
    private final Clock clock;

    ServiceTurns(Clock clock) {
        this.clock = clock;
    }

    /** Does it, or has it done in a moment, where another one is at it in this process. */
    <T> CompletionHandler<T> inTurn(Supplier<CompletionHandler<T>> work) {
        if (!free.tryAcquire()) {
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(UNTIL_ANOTHER_ENDS));
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
