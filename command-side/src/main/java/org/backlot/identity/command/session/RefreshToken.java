package org.backlot.identity.command.session;

import java.util.Base64;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.SessionId;

/**
 * What a client shows to stay signed in: the session's id, a dot, 256 bits that nobody can guess.
 *
 * @param text the token as the client holds it
 */
public record RefreshToken(String text) {
    private static final int ID_LENGTH = 36;
    private static final int SECRET_LENGTH = 43;

    /**
     * The token of a session that belongs to a seed. It is a keyed digest of the seed, so the seed may lie in the kept
     * answer of an Idempotency-Key (a client whose answer got lost gets the same token again) while the token lies
     * nowhere.
     *
     * @param seed 256 random bits as text
     */
    public static RefreshToken of(ServerSecret secret, SessionId sessionId, String seed) {
        var bits = secret.digest("refresh-token", sessionId + ":" + seed);
        return new RefreshToken(
                sessionId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The session that the token names. Throws {@code REFRESH_TOKEN_WRONG} where it is no token at all. */
    public SessionId sessionId() {
        if (text.length() != ID_LENGTH + 1 + SECRET_LENGTH || text.charAt(ID_LENGTH) != '.') {
            throw Rejection.of(IdentityRejection.REFRESH_TOKEN_WRONG);
        }
        try {
            return SessionId.parse(text.substring(0, ID_LENGTH));
        } catch (IllegalArgumentException _) {
            throw Rejection.of(IdentityRejection.REFRESH_TOKEN_WRONG);
        }
    }

    /** SHA-256 of the token, in hexadecimal: all that is ever kept of it. */
    public String hash() {
        return Sha256.hex(text);
    }

    /** Never the token: it must not reach a log line. */
    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
