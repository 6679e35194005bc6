package org.backlot.casting.api;

import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** The life of a talent's profile. The day of birth is in it once, sealed; everybody else is told the range. */
public sealed interface TalentEvent extends Event {
    AccountId accountId();

    @Override
    default String stream() {
        return "talent/" + accountId();
    }

    @EventName("casting.TalentProfileCreated")
    @Revision("1")
    record TalentProfileCreated(
            AccountId accountId,
            @PersonalData(subject = "accountId") Personal<LocalDate> bornOn,
            AgeRange ageRange,
            @PersonalData(subject = "accountId") Personal<TalentDetails> details,
            Instant at)
            implements TalentEvent {}

    @EventName("casting.TalentProfileEdited")
    @Revision("1")
    record TalentProfileEdited(
            AccountId accountId,
            @PersonalData(subject = "accountId") Personal<TalentDetails> details,
            Instant at) implements TalentEvent {}

    @EventName("casting.PortfolioItemAdded")
    @Revision("1")
    record PortfolioItemAdded(
            AccountId accountId,
            PortfolioItemId itemId,
            MediaAssetId assetId,
            PortfolioKind kind,
            @PersonalData(subject = "accountId") Personal<CastingLine> title,
            Instant at)
            implements TalentEvent {}

    @EventName("casting.PortfolioItemRemoved")
    @Revision("1")
    record PortfolioItemRemoved(AccountId accountId, PortfolioItemId itemId, Instant at) implements TalentEvent {}

    /** Somebody is to answer for a minor. Until they consent, and no longer than they do, the minor is seen by nobody. */
    @EventName("casting.GuardianNamed")
    @Revision("1")
    record GuardianNamed(AccountId accountId, AccountId guardianId, Instant at) implements TalentEvent {}

    @EventName("casting.GuardianConsented")
    @Revision("1")
    record GuardianConsented(AccountId accountId, AccountId guardianId, Instant at) implements TalentEvent {}

    @EventName("casting.GuardianConsentWithdrawn")
    @Revision("1")
    record GuardianConsentWithdrawn(
            AccountId accountId,
            AccountId guardianId,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements TalentEvent {}

    /** The guardian was forgotten, and whatever they had consented to with them. */
    @EventName("casting.GuardianshipEnded")
    @Revision("1")
    record GuardianshipEnded(AccountId accountId, AccountId guardianId, Instant at) implements TalentEvent {}

    /** Somebody came into another age range; out of the first of them, nobody consents for them any more. */
    @EventName("casting.AgeRangeReached")
    @Revision("1")
    record AgeRangeReached(AccountId accountId, AgeRange ageRange, Instant at) implements TalentEvent {}

    /** An application went out; it counts for the month. */
    @EventName("casting.ApplicationSent")
    @Revision("1")
    record ApplicationSent(AccountId accountId, ApplicationId applicationId, Instant at) implements TalentEvent {}

    @EventName("casting.TalentRetired")
    @Revision("1")
    record TalentRetired(AccountId accountId, Instant at) implements TalentEvent {}
}
