package org.backlot.casting.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/**
 * The life of one application. Each event names both sides, so that either can be told; the first also says what the call
 * and the role were called, so that the history is read when they are gone.
 */
public sealed interface ApplicationEvent extends Event {
    ApplicationId applicationId();

    /** Who applied. */
    AccountId applicant();

    /** Who is told on the other side. */
    AccountId poster();

    /** Who did it. */
    AccountId actor();

    Instant at();

    @Override
    default String stream() {
        return "application/" + applicationId();
    }

    @EventName("casting.ApplicationSubmitted")
    @Revision("1")
    record ApplicationSubmitted(
            ApplicationId applicationId,
            CastingCallId callId,
            CastingRoleId roleId,
            WorkspaceId workspaceId,
            AccountId applicant,
            AccountId poster,

            @NotPersonal("was published") CastingLine callTitle,

            @NotPersonal("was published") CastingLine roleName,

            @PersonalData(subject = "applicant") Personal<CastingProse> note,
            List<PortfolioItemId> portfolio,
            Instant at)
            implements ApplicationEvent {
        @Override
        public AccountId actor() {
            return applicant;
        }
    }

    /** Somebody on the other side looked at the material. */
    @EventName("casting.ApplicationViewed")
    @Revision("1")
    record ApplicationViewed(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.ApplicationShortlisted")
    @Revision("1")
    record ApplicationShortlisted(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.ApplicationCalledBack")
    @Revision("1")
    record ApplicationCalledBack(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.ApplicationOffered")
    @Revision("1")
    record ApplicationOffered(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.ApplicationRejected")
    @Revision("1")
    record ApplicationRejected(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.OfferAccepted")
    @Revision("1")
    record OfferAccepted(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.OfferDeclined")
    @Revision("1")
    record OfferDeclined(
            ApplicationId applicationId, AccountId applicant, AccountId poster, AccountId actor, Instant at)
            implements ApplicationEvent {}

    @EventName("casting.ApplicationWithdrawn")
    @Revision("1")
    record ApplicationWithdrawn(
            ApplicationId applicationId,
            AccountId applicant,
            AccountId poster,
            AccountId actor,
            WithdrawalCause cause,
            Instant at)
            implements ApplicationEvent {}
}
