package org.backlot.identity.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** What has happened between one account and Nafath. That an identity was seen is an event of its own, beside these. */
public sealed interface NafathEvent extends Event {
    AccountId accountId();

    @Override
    default String stream() {
        return "nafath/" + accountId();
    }

    /** Somebody wants to be verified with a national ID; the provider is not asked yet. A failed one may begin again. */
    @EventName("identity.NafathRequested")
    @Revision("1")
    record NafathRequested(
            AccountId accountId,
            NafathRequestId requestId,
            @PersonalData(subject = "accountId") Personal<NationalId> nationalId,
            boolean renewal,
            Instant expiresAt,
            Instant at)
            implements NafathEvent {}

    /** The provider has asked the holder of the national ID, under a name of its own. */
    @EventName("identity.NafathInitiated")
    @Revision("1")
    record NafathInitiated(
            AccountId accountId,
            NafathRequestId requestId,
            @PersonalData(subject = "accountId") Personal<NafathTransactionId> transactionId,
            @PersonalData(subject = "accountId") Personal<NafathCode> code,
            Instant at)
            implements NafathEvent {}

    /** The provider gave no code. */
    @EventName("identity.NafathFailed")
    @Revision("1")
    record NafathFailed(AccountId accountId, NafathRequestId requestId, NafathFailure failure, Instant at)
            implements NafathEvent {}

    /** The holder has confirmed: the account is theirs, and the national ID is the account's. */
    @EventName("identity.NafathCompleted")
    @Revision("1")
    record NafathCompleted(AccountId accountId, NafathRequestId requestId, Instant at) implements NafathEvent {}

    /** The holder has answered, and that verifies nobody. */
    @EventName("identity.NafathRejected")
    @Revision("1")
    record NafathRejected(AccountId accountId, NafathRequestId requestId, NafathRefusal reason, Instant at)
            implements NafathEvent {}

    /** Nobody answered in time. */
    @EventName("identity.NafathExpired")
    @Revision("1")
    record NafathExpired(AccountId accountId, NafathRequestId requestId, Instant at) implements NafathEvent {}

    /** The person was forgotten; the key of all that is sealed here was destroyed in the same commit. */
    @EventName("identity.NafathForgotten")
    @Revision("1")
    record NafathForgotten(AccountId accountId, Instant at) implements NafathEvent {}
}
