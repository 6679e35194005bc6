package org.backlot.casting.command.application;

import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.command.access.CastingFacts;
import org.backlot.identity.command.access.VerifiedIdentities;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether an identity has to be seen before somebody applies (TAKE, nafath gate). For a minor the guardian's counts too. */
@Component
public final class VerificationGate {
    private final VerifiedIdentities identities;
    private final CastingFacts facts;
    private final boolean closed;

    VerificationGate(
            VerifiedIdentities identities,
            CastingFacts facts,
            @Value("${backlot.casting.verified-applicants-only:true}") boolean closed) {
        this.identities = identities;
        this.facts = facts;
        this.closed = closed;
    }

    /** @throws Rejection {@code VERIFICATION_REQUIRED} */
    public void require(AccountId applicant) {
        if (closed
                && !identities.isVerified(applicant)
                && facts.guardianOf(applicant).filter(identities::isVerified).isEmpty()) {
            throw Rejection.of(CastingRejection.VERIFICATION_REQUIRED);
        }
    }
}
