package org.backlot.casting.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationCalledBack;
import org.backlot.casting.api.ApplicationEvent.ApplicationOffered;
import org.backlot.casting.api.ApplicationEvent.ApplicationRejected;
import org.backlot.casting.api.ApplicationEvent.ApplicationShortlisted;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.ApplicationEvent.ApplicationViewed;
import org.backlot.casting.api.ApplicationEvent.ApplicationWithdrawn;
import org.backlot.casting.api.ApplicationEvent.OfferAccepted;
import org.backlot.casting.api.ApplicationEvent.OfferDeclined;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.CallEvent.CallApproved;
import org.backlot.casting.api.CallEvent.CallMerged;
import org.backlot.casting.api.CallEvent.CallRejected;
import org.backlot.casting.api.TalentEvent.GuardianConsentWithdrawn;
import org.backlot.casting.api.TalentEvent.GuardianConsented;
import org.backlot.casting.api.TalentEvent.GuardianNamed;
import org.backlot.identity.worker.MailOrder.Kind;
import org.backlot.identity.worker.MailQueue;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/**
 * Tells people by mail what happens to their applications, posters what a moderator has decided of their calls, and guardians
 * that they are asked, and what is decided of their wards' applications (CST-3, CST-5, IDN-9). A look at the material is
 * shown live and in the history, and is no reason for a mail.
 */
@Component
public final class CastingMail implements LogSubscriber {
    /** News of last week are found by signing in. */
    private static final Duration WORTH_SENDING = Duration.ofDays(7);

    private static final String FOR_GUARDIAN = "-guardian";

    private final MailQueue mail;

    public CastingMail(MailQueue mail) {
        this.mail = mail;
    }

    @Override
    public String name() {
        return "casting-mail";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ApplicationViewed _ -> false;
            case ApplicationEvent _, GuardianNamed _, GuardianConsented _, GuardianConsentWithdrawn _ -> true;
            case CallApproved _, CallRejected _, CallMerged _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case ApplicationEvent event -> application(recorded.eventId(), event);
            case GuardianNamed event ->
                put(recorded, Kind.GUARDIAN_ASKED, event.guardianId(), event.accountId(), event.at());
            case GuardianConsented event ->
                put(recorded, Kind.CONSENT_GIVEN, event.accountId(), event.guardianId(), event.at());
            case GuardianConsentWithdrawn event ->
                put(recorded, Kind.CONSENT_WITHDRAWN, event.accountId(), event.guardianId(), event.at());
            case CallApproved event -> put(recorded.eventId(), Kind.CALL_APPROVED, event);
            case CallRejected event -> put(recorded.eventId(), Kind.CALL_REJECTED, event);
            case CallMerged event -> put(recorded.eventId(), Kind.CALL_MERGED, event);
            default -> {
                // Nobody is told of it.
            }
        }
    }

    private void application(String eventId, ApplicationEvent event) {
        switch (event) {
            case ApplicationSubmitted _ -> put(eventId, Kind.APPLICATION_RECEIVED, event.poster(), event);
            case ApplicationWithdrawn _ -> put(eventId, Kind.APPLICATION_WITHDRAWN, event.poster(), event);
            case OfferAccepted _ -> put(eventId, Kind.OFFER_ACCEPTED, event.poster(), event);
            case OfferDeclined _ -> put(eventId, Kind.OFFER_DECLINED, event.poster(), event);
            case ApplicationShortlisted _ ->
                decided(eventId, Kind.APPLICATION_SHORTLISTED, Kind.WARD_SHORTLISTED, event);
            case ApplicationCalledBack _ ->
                decided(eventId, Kind.APPLICATION_CALLED_BACK, Kind.WARD_CALLED_BACK, event);
            case ApplicationOffered _ -> decided(eventId, Kind.APPLICATION_OFFERED, Kind.WARD_OFFERED, event);
            case ApplicationRejected _ -> decided(eventId, Kind.APPLICATION_REJECTED, Kind.WARD_REJECTED, event);
            case ApplicationViewed _ -> {
                // Shown live and in the history.
            }
        }
    }

    // Whether anybody answers for the applicant is looked up when the mail goes. It has a name of its own: under the
    // event's it would be taken for the applicant's mail, put in twice.
    private void decided(String eventId, Kind kind, Kind ofWard, ApplicationEvent event) {
        put(eventId, kind, event.applicant(), event);
        put(eventId + FOR_GUARDIAN, ofWard, event.applicant(), event);
    }

    private void put(String eventId, Kind kind, AccountId to, ApplicationEvent event) {
        put(eventId, kind, to.value(), event.applicationId().value(), event.at());
    }

    // Who has posted it is looked up when the mail goes.
    private void put(String eventId, Kind kind, CallEvent event) {
        put(eventId, kind, event.callId().value(), event.callId().value(), event.at());
    }

    private void put(RecordedEvent recorded, Kind kind, AccountId to, AccountId about, Instant at) {
        put(recorded.eventId(), kind, to.value(), about.value(), at);
    }

    private void put(String eventId, Kind kind, UUID to, UUID about, Instant at) {
        mail.put(eventId, kind, to, about, at.plus(WORTH_SENDING));
    }
}
