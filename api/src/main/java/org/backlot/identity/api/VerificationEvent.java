package org.backlot.identity.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.personal.NotPersonal;

/** Whether the identity of one person was seen, and until when that is good. */
public sealed interface VerificationEvent extends Event {
    AccountId accountId();

    @Override
    default String stream() {
        return "verification/" + accountId();
    }

    /** Somebody's identity was seen. */
    @EventName("identity.IdentityVerified")
    @Revision("1")
    record IdentityVerified(
            AccountId accountId,
            VerificationMethod method,
            AccountId recordedBy,

            @NotPersonal("on what grounds; whoever writes it is told to name nobody")
            String reason,

            Instant expiresAt,
            Instant at)
            implements VerificationEvent {}

    /** A year is over. */
    @EventName("identity.VerificationExpired")
    @Revision("1")
    record VerificationExpired(AccountId accountId, Instant at) implements VerificationEvent {}

    /** It was taken back. */
    @EventName("identity.VerificationRevoked")
    @Revision("1")
    record VerificationRevoked(
            AccountId accountId,
            AccountId revokedBy,

            @NotPersonal("on what grounds; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements VerificationEvent {}
}
