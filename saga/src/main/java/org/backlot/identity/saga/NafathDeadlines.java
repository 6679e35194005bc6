package org.backlot.identity.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.backlot.identity.api.NafathEvent.NafathRequested;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.stereotype.Component;

/** Remembers until when requests to Nafath are open, in the transaction that also notes how far the log was read. */
@Component
public final class NafathDeadlines implements LogSubscriber {
    private final SchedulerClient scheduler;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public NafathDeadlines(SchedulerClient schedulerClient) {
        this.scheduler = schedulerClient;
    }

    @Override
    public String name() {
        return "nafath-deadlines";
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof NafathRequested;
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (recorded.payload() instanceof NafathRequested event) {
            // One that failed and begins again has its first deadline still, which finds out and waits on.
            scheduler.scheduleIfNotExists(
                    new TaskInstance<>(NafathExpiry.NAME, NafathExpiry.instance(event.accountId(), event.requestId())),
                    event.expiresAt());
        }
    }
}
