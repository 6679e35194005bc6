package org.backlot.casting.worker.ingestion;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostFound;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceAdded;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceResumed;
import org.backlot.casting.api.ingestion.SourcePolls;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.stereotype.Component;

/** Orders what follows from sources and posts, in the transaction that also notes how far the log was read. */
@Component
public final class IngestionOrders implements LogSubscriber {
    private final SchedulerClient scheduler;
    private final SourcePolls polls;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public IngestionOrders(SchedulerClient schedulerClient, SourcePolls polls, Clock clock) {
        this.scheduler = schedulerClient;
        this.polls = polls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ingestion-orders";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case SourceAdded _, SourceResumed _, PostFound _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case SourceAdded event -> polls.now(event.sourceId());
            case SourceResumed event -> polls.now(event.sourceId());
            case PostFound event ->
                scheduler.scheduleIfNotExists(
                        new TaskInstance<>(
                                IngestionTasks.EXTRACT, event.postId().toString()),
                        clock.instant());
            default -> {
                // Nothing follows from it.
            }
        }
    }
}
