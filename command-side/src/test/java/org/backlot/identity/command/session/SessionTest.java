package org.backlot.identity.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.RefreshOutcome;
import org.backlot.identity.api.SessionCommand.OpenSession;
import org.backlot.identity.api.SessionCommand.RevokeSession;
import org.backlot.identity.api.SessionCommand.RotateRefreshToken;
import org.backlot.identity.api.SessionEvent;
import org.backlot.identity.api.SessionEvent.RefreshTokenRotated;
import org.backlot.identity.api.SessionEvent.SessionOpened;
import org.backlot.identity.api.SessionEvent.SessionRevoked;
import org.backlot.identity.api.SessionEvent.SessionRevoked.Reason;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final SessionId SESSION = new SessionId(new UUID(0, 1));
    private static final AccountId LEILA = new AccountId(new UUID(0, 2));
    private static final AccountId OMAR = new AccountId(new UUID(0, 3));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(0, 4));

    private Session session = Session.unopened();

    @Test
    @DisplayName("IDN-2: a refresh token is used up and the next one given, for seven more days")
    void rotates() {
        opened("first");
        var later = NOON.plus(Duration.ofMinutes(14));

        var decided = session.rotate(rotate("first", "second"), later);

        assertThat(decided.outcome()).isEqualTo(RefreshOutcome.ROTATED);
        assertThat(decided.events())
                .containsExactly(new RefreshTokenRotated(SESSION, "second", later.plus(WEEK), later));
    }

    @Test
    @DisplayName("IDN-2: a refresh token that comes a second time ends the whole family, the newest token included")
    void reuse_revokes_the_family() {
        opened("first");
        given(session.rotate(rotate("first", "second"), NOON).events());
        given(session.rotate(rotate("second", "third"), NOON).events());

        var decided = session.rotate(rotate("first", "stolen"), NOON);

        assertThat(decided.outcome()).isEqualTo(RefreshOutcome.REUSED);
        assertThat(decided.events())
                .containsExactly(new SessionRevoked(SESSION, LEILA, Reason.REFRESH_TOKEN_REUSED, NOON));
        given(decided.events());
        rejected(IdentityRejection.SESSION_ENDED, () -> session.rotate(rotate("third", "fourth"), NOON));
        rejected(IdentityRejection.SESSION_ENDED, () -> session.rotate(rotate("first", "fifth"), NOON));
    }

    @Test
    @DisplayName("IDN-2: a token that never was changes nothing: knowing a session's id is not enough to end it")
    void guess_does_not_end_the_session() {
        opened("first");

        rejected(IdentityRejection.REFRESH_TOKEN_WRONG, () -> session.rotate(rotate("guess", "next"), NOON));
        assertThat(session.rotate(rotate("first", "second"), NOON).outcome()).isEqualTo(RefreshOutcome.ROTATED);
    }

    @Test
    @DisplayName("IDN-2: a refresh token lives seven days and not a moment longer")
    void expires() {
        opened("first");

        assertThat(session.rotate(rotate("first", "second"), NOON.plus(WEEK).minusMillis(1))
                        .outcome())
                .isEqualTo(RefreshOutcome.ROTATED);
        rejected(
                IdentityRejection.REFRESH_TOKEN_EXPIRED,
                () -> session.rotate(rotate("first", "second"), NOON.plus(WEEK)));
    }

    @Test
    @DisplayName("IDN-2: used tokens are remembered until they would have expired, no longer")
    void forgets_expired_tokens() {
        opened("first");
        given(session.rotate(rotate("first", "second"), NOON.plus(Duration.ofDays(6)))
                .events());
        given(session.rotate(rotate("second", "third"), NOON.plus(Duration.ofDays(8)))
                .events());

        rejected(
                IdentityRejection.REFRESH_TOKEN_WRONG,
                () -> session.rotate(rotate("first", "x"), NOON.plus(Duration.ofDays(8))));
        assertThat(session.rotate(rotate("second", "x"), NOON.plus(Duration.ofDays(8)))
                        .outcome())
                .isEqualTo(RefreshOutcome.REUSED);
    }

    @Test
    @DisplayName("IDN-2: logging out ends the session once; a stranger's session does not exist")
    void revokes() {
        opened("first");
        rejected(
                CommonRejection.NOT_FOUND, () -> session.revoke(new RevokeSession(SESSION, OMAR, Reason.LOGOUT), NOON));

        given(session.revoke(new RevokeSession(SESSION, LEILA, Reason.LOGOUT), NOON));

        assertThat(session.revoke(new RevokeSession(SESSION, LEILA, Reason.LOGOUT), NOON))
                .isEmpty();
        rejected(IdentityRejection.SESSION_ENDED, () -> session.rotate(rotate("first", "second"), NOON));
    }

    @Test
    @DisplayName("IDN-2: opening the same session twice changes nothing, another one under its id is refused")
    void opens_once() {
        opened("first");

        assertThat(session.open(open(LEILA, "first"), NOON)).isEmpty();
        rejected(CommonRejection.ID_TAKEN, () -> session.open(open(OMAR, "first"), NOON));
    }

    @Test
    @DisplayName("IDN-2: the aggregate keeps the end of a family although the answer is an error")
    void aggregate_keeps_the_revocation() {
        var fixture = new AggregateTestFixture<>(SessionAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));

        fixture.givenCommands(open(LEILA, "first"), rotate("first", "second"))
                .when(rotate("first", "stolen"))
                .expectEvents(new SessionRevoked(SESSION, LEILA, Reason.REFRESH_TOKEN_REUSED, NOON))
                .expectResultMessagePayload(RefreshOutcome.REUSED);
    }

    @Test
    @DisplayName("IDN-2: a refresh token names its session, carries 256 bits and never shows in a log")
    void refresh_token() {
        ServerSecret secret = (purpose, text) -> {
            var bytes = new byte[32];
            bytes[0] = (byte) text.hashCode();
            return bytes;
        };
        var token = RefreshToken.of(secret, SESSION, "seed");

        assertThat(token.sessionId()).isEqualTo(SESSION);
        assertThat(token.text()).hasSize(36 + 1 + 43);
        assertThat(token).isEqualTo(RefreshToken.of(secret, SESSION, "seed"));
        assertThat(token.hash())
                .isNotEqualTo(RefreshToken.of(secret, SESSION, "other seed").hash());
        assertThat(token.toString()).doesNotContain(token.text());
        for (var nonsense :
                List.of("", ".", SESSION + ".short", "x".repeat(80), "x".repeat(36) + "." + "y".repeat(43))) {
            rejected(IdentityRejection.REFRESH_TOKEN_WRONG, () -> new RefreshToken(nonsense).sessionId());
        }
    }

    private void opened(String hash) {
        var events = session.open(open(LEILA, hash), NOON);
        assertThat(events)
                .containsExactly(new SessionOpened(
                        SESSION, LEILA, WORKSPACE, hash, open(LEILA, hash).address(), NOON.plus(WEEK), NOON));
        given(events);
    }

    private void given(List<SessionEvent> events) {
        for (var event : events) {
            session = session.evolve(event);
        }
    }

    private static OpenSession open(AccountId account, String hash) {
        return new OpenSession(SESSION, account, WORKSPACE, hash, Personal.of(new NetworkAddress("192.0.2.7")));
    }

    private static RotateRefreshToken rotate(String presented, String next) {
        return new RotateRefreshToken(SESSION, presented, next);
    }

    private static void rejected(RejectionCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
