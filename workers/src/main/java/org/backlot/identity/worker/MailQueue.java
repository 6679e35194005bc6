package org.backlot.identity.worker;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where all contexts put their mail. What lies here holds ids only; addresses are looked up when it goes out. */
@Component
public final class MailQueue {
    private final SchedulerClient scheduler;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public MailQueue(SchedulerClient schedulerClient, Clock clock) {
        this.scheduler = schedulerClient;
        this.clock = clock;
    }

    /**
     * Puts a mail in, in the running transaction; one of the same name is put in once, and none that is worth nothing any
     * more.
     *
     * @param name the event that the mail follows from, and for whom where several follow from one
     * @param recipient see {@link MailOrder}
     * @param subject what it is about
     */
    public void put(String name, MailOrder.Kind kind, UUID recipient, UUID subject, Instant expiresAt) {
        var now = clock.instant();
        if (expiresAt.isAfter(now)) {
            var order = new MailOrder(kind, recipient, subject, expiresAt.toEpochMilli(), 0);
            scheduler.scheduleIfNotExists(new TaskInstance<>(MailTask.NAME, name, order), now);
        }
    }
}
