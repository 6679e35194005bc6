package org.backlot.identity.api;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/** What may be asked of a session. Refresh tokens are named by their SHA-256 in hexadecimal. */
public sealed interface SessionCommand extends Command {
    SessionId sessionId();

    @Override
    default String stream() {
        return "session/" + sessionId();
    }

    /** Somebody signed in. */
    record OpenSession(
            SessionId sessionId,
            AccountId accountId,
            WorkspaceId workspaceId,
            String refreshTokenHash,
            Personal<NetworkAddress> address)
            implements SessionCommand {}

    /** Gives the next refresh token for the present one; answered with a {@link RefreshOutcome}. */
    record RotateRefreshToken(SessionId sessionId, String presentedHash, String nextHash) implements SessionCommand {}

    /** Ends the session, on behalf of the account that owns it. */
    record RevokeSession(SessionId sessionId, AccountId accountId, SessionEvent.SessionRevoked.Reason reason)
            implements SessionCommand {}
}
