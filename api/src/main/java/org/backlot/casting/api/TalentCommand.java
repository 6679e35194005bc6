package org.backlot.casting.api;

import java.time.LocalDate;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;

/** What may be asked of the profile of one talent (CST-1, IDN-9). A profile is named by its account: there is one each. */
public sealed interface TalentCommand extends Command {
    AccountId accountId();

    @Override
    default String stream() {
        return "talent/" + accountId();
    }

    record CreateTalentProfile(AccountId accountId, Personal<LocalDate> bornOn, Personal<TalentDetails> details)
            implements TalentCommand {}

    record EditTalentProfile(AccountId accountId, Personal<TalentDetails> details) implements TalentCommand {}

    record AddPortfolioItem(
            AccountId accountId,
            PortfolioItemId itemId,
            MediaAssetId assetId,
            PortfolioKind kind,
            Personal<CastingLine> title)
            implements TalentCommand {}

    record RemovePortfolioItem(AccountId accountId, PortfolioItemId itemId) implements TalentCommand {}

    /** Says who answers for a minor. A consent that was given by another is over with it. */
    record NameGuardian(AccountId accountId, AccountId guardianId) implements TalentCommand {}

    record GiveConsent(AccountId accountId, AccountId guardianId) implements TalentCommand {}

    /** @param reason kept in the log; names nobody */
    record WithdrawConsent(AccountId accountId, AccountId guardianId, String reason) implements TalentCommand {}

    /** Ends a guardianship whose guardian was forgotten. */
    record EndGuardianship(AccountId accountId, AccountId guardianId) implements TalentCommand {}

    /**
     * Looks whether somebody has left their age range; answered with the {@link java.time.Instant} at which to look again,
     * or with nothing where no other range follows.
     */
    record ReviewAge(AccountId accountId) implements TalentCommand {}

    /**
     * Asks whether an application may go out, and counts it.
     *
     * @param perMonth how many may go out in a calendar month (UTC)
     */
    record SendApplication(AccountId accountId, ApplicationId applicationId, int perMonth) implements TalentCommand {}

    /** Takes the profile away for good. */
    record RetireTalent(AccountId accountId) implements TalentCommand {}
}
