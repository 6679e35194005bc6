package org.backlot.identity.worker;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.backlot.identity.api.AccountEvent.VerificationCodeIssued;
import org.backlot.identity.api.WorkspaceEvent.MemberInvited;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.stereotype.Component;

/**
 * Puts mails into the queue, in the transaction that also notes how far the log was read: each event becomes exactly one
 * order. Its id is the event's, so even a second reading makes no second mail.
 */
@Component
public final class MailWorker implements LogSubscriber {
    private final SchedulerClient scheduler;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public MailWorker(SchedulerClient schedulerClient, Clock clock) {
        this.scheduler = schedulerClient;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail-worker";
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof VerificationCodeIssued || event instanceof MemberInvited;
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case VerificationCodeIssued event ->
                order(
                        recorded,
                        new MailOrder(
                                MailOrder.Kind.VERIFICATION_CODE,
                                event.accountId().value(),
                                event.codeId().value(),
                                event.expiresAt().toEpochMilli(),
                                0));
            case MemberInvited event ->
                order(
                        recorded,
                        new MailOrder(
                                MailOrder.Kind.INVITATION,
                                event.invitationId().value(),
                                event.invitationId().value(),
                                event.expiresAt().toEpochMilli(),
                                0));
            default -> {
                // No mail follows from it.
            }
        }
    }

    private void order(RecordedEvent recorded, MailOrder order) {
        var now = clock.instant();
        if (order.expiresAtMillis() > now.toEpochMilli()) {
            scheduler.scheduleIfNotExists(new TaskInstance<>(MailTask.NAME, recorded.eventId(), order), now);
        }
    }
}
