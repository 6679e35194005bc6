package org.backlot.identity.command.verification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.backlot.identity.api.VerificationCommand.ExpireVerification;
import org.backlot.identity.api.VerificationCommand.RecordVerification;
import org.backlot.identity.api.VerificationCommand.RevokeVerification;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationEvent.VerificationExpired;
import org.backlot.identity.api.VerificationEvent.VerificationRevoked;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final AccountId NOURA = new AccountId(new UUID(5, 1));
    private static final AccountId MODERATOR = new AccountId(new UUID(5, 2));
    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");
    private static final Instant YEAR_LATER = Instant.parse("2025-02-28T12:00:00Z");
    private static final IdentityVerified SEEN =
            new IdentityVerified(NOURA, VerificationMethod.MODERATOR, MODERATOR, "passport", YEAR_LATER, NOON);

    private static FixtureConfiguration<VerificationAggregate> at(Instant now) {
        var fixture = new AggregateTestFixture<>(VerificationAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
        return fixture;
    }

    @Test
    @DisplayName("IDN-8: an identity that was seen is good for a year")
    void seen() {
        at(NOON).givenNoPriorActivity()
                .when(new RecordVerification(NOURA, VerificationMethod.MODERATOR, MODERATOR, "passport"))
                .expectEvents(SEEN)
                .expectResultMessagePayload(YEAR_LATER);
    }

    @Test
    @DisplayName("IDN-8: it expires when its year is over, and not a moment before")
    void expires() {
        at(YEAR_LATER.minusMillis(1))
                .given(SEEN)
                .when(new ExpireVerification(NOURA))
                .expectNoEvents()
                .expectResultMessagePayload(YEAR_LATER);
        at(YEAR_LATER)
                .given(SEEN)
                .when(new ExpireVerification(NOURA))
                .expectEvents(new VerificationExpired(NOURA, YEAR_LATER));
    }

    @Test
    @DisplayName("IDN-8: it can be taken back, once")
    void revoked() {
        at(NOON).given(SEEN)
                .when(new RevokeVerification(NOURA, MODERATOR, "borrowed"))
                .expectEvents(new VerificationRevoked(NOURA, MODERATOR, "borrowed", NOON));
        at(NOON).given(SEEN, new VerificationRevoked(NOURA, MODERATOR, "borrowed", NOON))
                .when(new RevokeVerification(NOURA, MODERATOR, "borrowed"))
                .expectNoEvents()
                .expectException(Rejection.class)
                .expectExceptionMessage(CommonRejection.NOT_FOUND.message());
    }
}
