package org.backlot.identity.api;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.VerificationCodeId;
import org.backlot.shared.personal.Personal;

/** What may be asked of an account. */
public sealed interface AccountCommand extends Command {
    AccountId accountId();

    @Override
    default String stream() {
        return "account/" + accountId();
    }

    /** Registers a person and issues the first verification code. */
    record RegisterAccount(
            AccountId accountId,
            AccountRole role,
            Personal<EmailAddress> email,
            Personal<PasswordHash> password,
            Personal<PersonName> name,
            RegionHub regionHub,
            VerificationCodeId codeId)
            implements AccountCommand {}

    /** Issues another code in place of the last; answered with a {@link ResendOutcome}. */
    record IssueVerificationCode(AccountId accountId, VerificationCodeId codeId) implements AccountCommand {}

    /** Tries a code; answered with a {@link VerificationOutcome}. */
    record VerifyEmail(AccountId accountId, OneTimeCode code) implements AccountCommand {}

    /** Forgets the person. The key of their personal data is destroyed in the same commit by whoever sends this. */
    record EraseAccount(AccountId accountId, AccountId erasedBy) implements AccountCommand {}
}
