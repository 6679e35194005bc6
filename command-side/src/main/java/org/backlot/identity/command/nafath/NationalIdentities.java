package org.backlot.identity.command.nafath;

import java.util.Optional;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NationalId;
import org.backlot.platform.command.Claims;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/**
 * Whose a transaction and a national ID is, by keyed digests alone: the account holds both as claims, so they come and go
 * with the commits of its events, and its erasure gives them free.
 */
@Component
public final class NationalIdentities {
    /** The kinds of the claims; they never change. */
    private static final String NATIONAL_ID = "national-id";

    private static final String TRANSACTION = "nafath-transaction";

    private final Claims claims;

    NationalIdentities(Claims claims) {
        this.claims = claims;
    }

    /** Makes a transaction that of an account. Throws {@code NAFATH_ANSWER_UNUSABLE} where it is another's. */
    public void begin(NafathTransactionId transaction, AccountId account) {
        claims.claim(TRANSACTION, transaction.value(), account.toString(), IdentityRejection.NAFATH_ANSWER_UNUSABLE);
    }

    /** Whose transaction this is; empty for one that nobody here has begun. */
    public Optional<AccountId> accountOf(NafathTransactionId transaction) {
        return claims.ownerOf(TRANSACTION, transaction.value()).map(AccountId::parse);
    }

    /** Whether another account was verified with this national ID. */
    public boolean isHeldByAnother(NationalId nationalId, AccountId account) {
        return claims.ownerOf(NATIONAL_ID, nationalId.value())
                .filter(owner -> !owner.equals(account.toString()))
                .isPresent();
    }

    /** Makes a national ID that of an account; whoever else does so in the same moment has to look again. */
    public void prove(NationalId nationalId, AccountId account) {
        try {
            claims.claim(NATIONAL_ID, nationalId.value(), account.toString(), IdentityRejection.NATIONAL_ID_OTHER);
        } catch (Rejection taken) {
            // Nobody else held it a moment ago: done again, the unit sees whose it is now.
            throw new ConcurrencyException("a national ID was proved by two accounts in the same moment", taken);
        }
    }
}
