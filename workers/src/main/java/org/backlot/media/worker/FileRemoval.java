package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.backlot.media.api.ObjectStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes files that nobody may use any more, and what is left of uploads that came to nothing. */
@Configuration(proxyBeanMethods = false)
class FileRemoval {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "file-removal";

    private static final Logger LOG = LoggerFactory.getLogger(FileRemoval.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 0);
    /** Longer than any upload may take to be confirmed. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(2);

    /** Removing what is not there any more does nothing, so it may be run again. */
    @Bean
    OneTimeTask<RemovalOrder> fileRemovalTask(ObjectStorage storage) {
        return Tasks.oneTime(NAME, RemovalOrder.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> remove(storage, instance.getData()));
    }

    /** What a process left in the storage that died between beginning an upload in parts and keeping its promise. */
    @Bean
    Task<Void> abandonedPartsTask(ObjectStorage storage, Clock clock) {
        return Tasks.recurring("abandoned-parts", Schedules.daily(ZoneOffset.UTC, AT_NIGHT))
                .execute((_, _) -> {
                    int aborted = storage.abortPartsBegunBefore(clock.instant().minus(ABANDONED_AFTER));
                    if (aborted > 0) {
                        LOG.info("Gave up {} uploads in parts that nobody completed", aborted);
                    }
                });
    }

    private static void remove(ObjectStorage storage, RemovalOrder order) {
        var own = storage.of(order.key().workspace());
        var parts = order.parts();
        if (parts != null) {
            own.abortParts(order.key(), parts);
        }
        own.delete(order.key());
    }
}
