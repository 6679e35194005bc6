package org.backlot.casting.api;

import java.util.List;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;

/** What may be asked of one application (CST-3). */
public sealed interface ApplicationCommand extends Command {
    ApplicationId applicationId();

    @Override
    default String stream() {
        return "application/" + applicationId();
    }

    /**
     * Applies. Whoever sends this has had the profile let it go out, and claims role and person in the same commit.
     *
     * @param portfolio which items go with it; empty for the whole portfolio
     */
    record SubmitApplication(
            ApplicationId applicationId,
            RoleTicket role,
            AccountId applicant,
            Personal<CastingProse> note,
            List<PortfolioItemId> portfolio)
            implements ApplicationCommand {}

    /** Looks at it, and lets that be known; answered with an {@link ApplicationSheet}. */
    record ViewApplication(ApplicationId applicationId, AccountId viewedBy) implements ApplicationCommand {}

    /** Answered with the {@link ApplicationStatus} that follows. */
    record DecideApplication(ApplicationId applicationId, AccountId decidedBy, PosterDecision decision)
            implements ApplicationCommand {}

    /** Answered with the {@link ApplicationStatus} that follows. */
    record AnswerOffer(ApplicationId applicationId, AccountId answeredBy, OfferAnswer answer)
            implements ApplicationCommand {}

    record WithdrawApplication(ApplicationId applicationId, AccountId withdrawnBy, WithdrawalCause cause)
            implements ApplicationCommand {}
}
