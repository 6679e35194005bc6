package org.backlot.identity.command.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.RefreshOutcome;
import org.backlot.identity.api.SessionCommand.OpenSession;
import org.backlot.identity.api.SessionCommand.RevokeSession;
import org.backlot.identity.api.SessionCommand.RotateRefreshToken;
import org.backlot.identity.api.SessionEvent;
import org.backlot.identity.api.SessionEvent.RefreshTokenRotated;
import org.backlot.identity.api.SessionEvent.SessionOpened;
import org.backlot.identity.api.SessionEvent.SessionRevoked;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;

/**
 * The life of a session. All refresh tokens that follow one another from one sign-in are its family; a token that comes a
 * second time shows that two parties hold it, and since nobody can tell which is the thief, the family ends.
 */
public sealed interface Session {
    Duration REFRESH_TOKEN_LIVES = Duration.ofDays(7);

    record Unopened() implements Session {}

    /**
     * @param currentHash the one token that may be used next
     * @param used tokens that were used, with the time at which each would have expired
     */
    record Open(
            SessionId sessionId,
            AccountId accountId,
            WorkspaceId workspaceId,
            String currentHash,
            Instant expiresAt,
            Map<String, Instant> used)
            implements Session {
        public Open {
            used = Map.copyOf(used);
        }
    }

    record Revoked(SessionId sessionId, AccountId accountId) implements Session {}

    /** What is kept, and what the caller learns. */
    record Decided(List<SessionEvent> events, RefreshOutcome outcome) {
        public Decided {
            events = List.copyOf(events);
        }
    }

    static Session unopened() {
        return new Unopened();
    }

    /** @throws Rejection {@code ID_TAKEN} */
    default List<SessionEvent> open(OpenSession command, Instant now) {
        return switch (this) {
            case Unopened _ ->
                List.of(new SessionOpened(
                        command.sessionId(),
                        command.accountId(),
                        command.workspaceId(),
                        command.refreshTokenHash(),
                        command.address(),
                        now.plus(REFRESH_TOKEN_LIVES),
                        now));
            case Open open
            when open.accountId().equals(command.accountId())
                    && open.currentHash().equals(command.refreshTokenHash()) -> List.of();
            case Open _, Revoked _ -> throw Rejection.of(CommonRejection.ID_TAKEN);
        };
    }

    /**
     * Uses a refresh token up and gives the next.
     *
     * @throws Rejection {@code REFRESH_TOKEN_WRONG}, {@code REFRESH_TOKEN_EXPIRED}, {@code SESSION_ENDED}
     */
    default Decided rotate(RotateRefreshToken command, Instant now) {
        return switch (this) {
            case Unopened _ -> throw Rejection.of(IdentityRejection.REFRESH_TOKEN_WRONG);
            case Revoked _ -> throw Rejection.of(IdentityRejection.SESSION_ENDED);
            case Open open
            when open.currentHash().equals(command.presentedHash()) -> {
                if (!now.isBefore(open.expiresAt())) {
                    throw Rejection.of(IdentityRejection.REFRESH_TOKEN_EXPIRED);
                }
                yield new Decided(
                        List.of(new RefreshTokenRotated(
                                open.sessionId(), command.nextHash(), now.plus(REFRESH_TOKEN_LIVES), now)),
                        RefreshOutcome.ROTATED);
            }
            case Open open
            when open.used().containsKey(command.presentedHash()) ->
                new Decided(
                        List.of(new SessionRevoked(
                                open.sessionId(), open.accountId(), SessionRevoked.Reason.REFRESH_TOKEN_REUSED, now)),
                        RefreshOutcome.REUSED);
            // Whoever only knows the session's id, which every access token tells, must not be able to end it.
            case Open _ -> throw Rejection.of(IdentityRejection.REFRESH_TOKEN_WRONG);
        };
    }

    /** @throws Rejection {@code NOT_FOUND} for anybody but its owner */
    default List<SessionEvent> revoke(RevokeSession command, Instant now) {
        return switch (this) {
            case Open open
            when open.accountId().equals(command.accountId()) ->
                List.of(new SessionRevoked(open.sessionId(), open.accountId(), command.reason(), now));
            case Revoked revoked when revoked.accountId().equals(command.accountId()) -> List.of();
            case Unopened _, Open _, Revoked _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    default Session evolve(SessionEvent event) {
        return switch (event) {
            case SessionOpened e ->
                new Open(e.sessionId(), e.accountId(), e.workspaceId(), e.refreshTokenHash(), e.expiresAt(), Map.of());
            case RefreshTokenRotated e ->
                this instanceof Open open
                        ? new Open(
                                open.sessionId(),
                                open.accountId(),
                                open.workspaceId(),
                                e.refreshTokenHash(),
                                e.expiresAt(),
                                withUsed(open, e.at()))
                        : this;
            case SessionRevoked e -> new Revoked(e.sessionId(), e.accountId());
        };
    }

    // A used token that has expired since is as good as unknown; forgetting it keeps a long session small.
    private static Map<String, Instant> withUsed(Open open, Instant now) {
        var used = new HashMap<>(open.used());
        used.values().removeIf(expiresAt -> !now.isBefore(expiresAt));
        used.put(open.currentHash(), open.expiresAt());
        return used;
    }
}
