package org.backlot.identity.command.verification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.backlot.identity.api.VerificationCommand.RecordVerification;
import org.backlot.identity.api.VerificationCommand.RevokeVerification;
import org.backlot.identity.api.VerificationEvent;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationEvent.VerificationExpired;
import org.backlot.identity.api.VerificationEvent.VerificationRevoked;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;

/** Whether an identity was seen: good for a year, renewed by seeing it again, over by time or by being taken back. */
sealed interface Verification {
    int GOOD_FOR_YEARS = 1;

    record Unseen() implements Verification {}

    record Standing(AccountId accountId, Instant expiresAt) implements Verification {}

    static Verification unseen() {
        return new Unseen();
    }

    default Verification evolve(VerificationEvent event) {
        return switch (event) {
            case IdentityVerified e -> new Standing(e.accountId(), e.expiresAt());
            case VerificationExpired _, VerificationRevoked _ -> new Unseen();
        };
    }

    default IdentityVerified seen(RecordVerification command, Instant now) {
        return new IdentityVerified(
                command.accountId(),
                command.method(),
                command.recordedBy(),
                command.reason(),
                now.atOffset(ZoneOffset.UTC).plusYears(GOOD_FOR_YEARS).toInstant(),
                now);
    }

    /** @throws Rejection {@code NOT_FOUND} where there is nothing to take back */
    default VerificationRevoked revoke(RevokeVerification command, Instant now) {
        return switch (this) {
            case Standing _ -> new VerificationRevoked(command.accountId(), command.revokedBy(), command.reason(), now);
            case Unseen _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    /** Ends it once its time is over; before, and where there is none, nothing happens. */
    default List<VerificationEvent> expire(Instant now) {
        return this instanceof Standing standing && !now.isBefore(standing.expiresAt())
                ? List.of(new VerificationExpired(standing.accountId(), now))
                : List.of();
    }

    /** When it ends, while it stands. */
    default Optional<Instant> endsAt() {
        return this instanceof Standing standing ? Optional.of(standing.expiresAt()) : Optional.empty();
    }
}
