package org.backlot.identity.api;

import java.time.Duration;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;

/** What may be asked of the way of one account through Nafath (IDN-8). */
public sealed interface NafathCommand extends Command {
    AccountId accountId();

    @Override
    default String stream() {
        return "nafath/" + accountId();
    }

    /**
     * Begins a request; nothing is asked of the provider by it. Answered with a {@link NafathSheet}, which says whether to
     * ask now.
     *
     * @param renewal whether the account was verified by Nafath before, with this same national ID
     * @param openFor how long somebody has to answer
     */
    record RequestNafath(
            AccountId accountId,
            NafathRequestId requestId,
            Personal<NationalId> nationalId,
            boolean renewal,
            Duration openFor)
            implements NafathCommand {}

    /** Says what the provider has answered. Answered with a {@link NafathSheet}. */
    record RecordNafathTransaction(
            AccountId accountId,
            NafathRequestId requestId,
            Personal<NafathTransactionId> transactionId,
            Personal<NafathCode> code)
            implements NafathCommand {}

    /** Says that the provider gave no code. */
    record FailNafath(AccountId accountId, NafathRequestId requestId, NafathFailure failure) implements NafathCommand {}

    /**
     * Says what the holder has done. Answered with true where that verifies the account, and false where nothing fits: no
     * such transaction, another national ID, too late, known already.
     *
     * @param heldByAnother whether another account was verified with this national ID
     */
    record NotifyNafath(
            AccountId accountId,
            NafathTransactionId transactionId,
            NationalId nationalId,
            NafathVerdict verdict,
            boolean heldByAnother)
            implements NafathCommand {}

    /**
     * Ends a request that nobody answered; answered with the {@link java.time.Instant} at which to ask again, or with
     * nothing where there is nothing left to end.
     */
    record ExpireNafath(AccountId accountId, NafathRequestId requestId) implements NafathCommand {}

    /** Ends all of it, because the person is forgotten: no later notice finds anything. */
    record ForgetNafath(AccountId accountId) implements NafathCommand {}
}
