package org.backlot.identity.api;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;

/** What may be asked about the verified identity of one person (IDN-8). */
public sealed interface VerificationCommand extends Command {
    AccountId accountId();

    @Override
    default String stream() {
        return "verification/" + accountId();
    }

    /**
     * Says that an identity was seen; it is good for a year from then. Answered with the instant at which it ends.
     *
     * @param recordedBy the moderator; where a provider saw it, the account itself
     * @param reason on what grounds; names nobody
     */
    record RecordVerification(AccountId accountId, VerificationMethod method, AccountId recordedBy, String reason)
            implements VerificationCommand {}

    /** Takes it back before its time. */
    record RevokeVerification(AccountId accountId, AccountId revokedBy, String reason) implements VerificationCommand {}

    /**
     * Ends it where its time is over; answered with the {@link java.time.Instant} at which to ask again, or with nothing
     * where there is nothing left to end.
     */
    record ExpireVerification(AccountId accountId) implements VerificationCommand {}
}
