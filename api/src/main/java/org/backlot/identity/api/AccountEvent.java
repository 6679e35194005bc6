package org.backlot.identity.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.VerificationCodeId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** What has happened to one person's account. */
public sealed interface AccountEvent extends Event {
    AccountId accountId();

    @Override
    default String stream() {
        return "account/" + accountId();
    }

    /** Somebody asked for an account. It cannot be used until the e-mail address is verified. */
    @EventName("identity.AccountRegistered")
    @Revision("1")
    record AccountRegistered(
            AccountId accountId,
            AccountRole role,
            @PersonalData(subject = "accountId") Personal<EmailAddress> email,
            @PersonalData(subject = "accountId") Personal<PasswordHash> password,
            @PersonalData(subject = "accountId") Personal<PersonName> name,

            @NotPersonal("a one-way digest of the account id, made to be shown")
            String passportId,

            @NotPersonal("the code of a region, such as MUM-04")
            String regionHub,

            Instant at)
            implements AccountEvent {}

    /** A one-time code was made. The code itself is derived from its id and a server secret; it is not in the log. */
    @EventName("identity.VerificationCodeIssued")
    @Revision("1")
    record VerificationCodeIssued(
            AccountId accountId, VerificationCodeId codeId, VerificationPurpose purpose, Instant expiresAt)
            implements AccountEvent {}

    /** A wrong code was given; too many of them void it. */
    @EventName("identity.VerificationFailed")
    @Revision("1")
    record VerificationFailed(AccountId accountId, VerificationCodeId codeId) implements AccountEvent {}

    @EventName("identity.EmailVerified")
    @Revision("1")
    record EmailVerified(AccountId accountId, VerificationCodeId codeId, Instant at) implements AccountEvent {}

    /** The person asked to be forgotten: the key of all their personal data was destroyed in the same commit. */
    @EventName("identity.AccountErased")
    @Revision("1")
    record AccountErased(AccountId accountId, AccountId erasedBy, Instant at) implements AccountEvent {}
}
