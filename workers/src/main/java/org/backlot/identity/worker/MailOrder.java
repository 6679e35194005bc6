package org.backlot.identity.worker;

import java.io.Serializable;
import java.util.UUID;

/**
 * A mail that is to be sent, as it lies in the queue: ids and times only. Address and code are looked up when it goes out,
 * so that nothing personal and nothing secret waits in a table.
 *
 * @param kind what mail it is
 * @param recipient the account or invitation whose address it goes to
 * @param subject the code that it carries; for an invitation the invitation itself
 * @param expiresAtMillis when it is worth nothing any more, in milliseconds since 1970 (UTC)
 * @param attempts how often it was tried
 */
record MailOrder(Kind kind, UUID recipient, UUID subject, long expiresAtMillis, int attempts) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What mail it is. */
    enum Kind {
        VERIFICATION_CODE,
        INVITATION
    }

    MailOrder again() {
        return new MailOrder(kind, recipient, subject, expiresAtMillis, attempts + 1);
    }
}
