package org.backlot.identity.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** The life of one sign-in: opened, its refresh token rotated again and again, revoked once. */
public sealed interface SessionEvent extends Event {
    SessionId sessionId();

    @Override
    default String stream() {
        return "session/" + sessionId();
    }

    @EventName("identity.SessionOpened")
    @Revision("1")
    record SessionOpened(
            SessionId sessionId,
            AccountId accountId,
            WorkspaceId workspaceId,
            @NotPersonal("SHA-256 of a random token") String refreshTokenHash,
            @PersonalData(subject = "accountId") Personal<NetworkAddress> address,
            Instant expiresAt,
            Instant at)
            implements SessionEvent {}

    @EventName("identity.RefreshTokenRotated")
    @Revision("1")
    record RefreshTokenRotated(
            SessionId sessionId,
            @NotPersonal("SHA-256 of a random token") String refreshTokenHash,
            Instant expiresAt,
            Instant at)
            implements SessionEvent {}

    /** From here on every access token of this session is refused, on every node. */
    @EventName("identity.SessionRevoked")
    @Revision("1")
    record SessionRevoked(SessionId sessionId, AccountId accountId, Reason reason, Instant at) implements SessionEvent {
        /** Why a session ended. A reused refresh token means that somebody else holds a copy. */
        public enum Reason {
            LOGOUT,
            REFRESH_TOKEN_REUSED,
            REVOKED_BY_OWNER,
            ACCOUNT_ERASED
        }
    }
}
