package org.backlot.identity.worker;

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
    private final MailQueue mail;

    public MailWorker(MailQueue mail) {
        this.mail = mail;
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
                mail.put(
                        recorded.eventId(),
                        MailOrder.Kind.VERIFICATION_CODE,
                        event.accountId().value(),
                        event.codeId().value(),
                        event.expiresAt());
            case MemberInvited event ->
                mail.put(
                        recorded.eventId(),
                        MailOrder.Kind.INVITATION,
                        event.invitationId().value(),
                        event.invitationId().value(),
                        event.expiresAt());
            default -> {
                // No mail follows from it.
            }
        }
    }
}
