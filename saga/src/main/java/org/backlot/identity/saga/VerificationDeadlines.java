package org.backlot.identity.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.stereotype.Component;

/** Remembers when verified identities end, in the transaction that also notes how far the log was read. */
@Component
public final class VerificationDeadlines implements LogSubscriber {
    private final SchedulerClient scheduler;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public VerificationDeadlines(SchedulerClient schedulerClient) {
        this.scheduler = schedulerClient;
    }

    @Override
    public String name() {
        return "verification-deadlines";
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof IdentityVerified;
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (recorded.payload() instanceof IdentityVerified event) {
            // Verified again before the first year is over, the first deadline finds out and waits on.
            scheduler.scheduleIfNotExists(
                    new TaskInstance<>(
                            VerificationExpiry.NAME, event.accountId().toString()),
                    event.expiresAt());
        }
    }
}
