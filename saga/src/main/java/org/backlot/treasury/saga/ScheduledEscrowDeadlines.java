package org.backlot.treasury.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.springframework.stereotype.Component;

/** Keeps the deadlines of escrows in PostgreSQL, one row per escrow, named by its id. */
@Component
public final class ScheduledEscrowDeadlines implements EscrowDeadlines {
    private final SchedulerClient scheduler;

    // Named like the bean: the running scheduler is a client too, and this one joins the transaction of whoever
    // schedules.
    public ScheduledEscrowDeadlines(SchedulerClient schedulerClient) {
        this.scheduler = schedulerClient;
    }

    @Override
    public void schedule(EscrowId escrow, ProjectId project, Instant expiresAt) {
        scheduler.scheduleIfNotExists(
                new TaskInstance<>(EscrowExpiry.NAME, escrow.toString(), project.toString()), expiresAt);
    }
}
