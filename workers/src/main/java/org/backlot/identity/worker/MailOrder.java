package org.backlot.identity.worker;

import java.io.Serializable;
import java.util.UUID;

/**
 * A mail that is to be sent, as it lies in the queue: ids and times only. Address and code are looked up when it goes out,
 * so that nothing personal and nothing secret waits in a table.
 *
 * @param kind what mail it is
 * @param recipient the account or invitation whose address it goes to, the call whose poster it goes to, or the minor whose
 *     guardian it goes to
 * @param subject the code that it carries, or what it is about: an invitation, an application, an account, a call
 * @param expiresAtMillis when it is worth nothing any more, in milliseconds since 1970 (UTC)
 * @param attempts how often it was tried
 */
public record MailOrder(Kind kind, UUID recipient, UUID subject, long expiresAtMillis, int attempts)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What mail it is. */
    public enum Kind {
        VERIFICATION_CODE,
        INVITATION,
        GUARDIAN_ASKED,
        CONSENT_GIVEN,
        CONSENT_WITHDRAWN,
        APPLICATION_RECEIVED,
        APPLICATION_WITHDRAWN,
        APPLICATION_SHORTLISTED,
        APPLICATION_CALLED_BACK,
        APPLICATION_OFFERED,
        APPLICATION_REJECTED,
        WARD_SHORTLISTED,
        WARD_CALLED_BACK,
        WARD_OFFERED,
        WARD_REJECTED,
        OFFER_ACCEPTED,
        OFFER_DECLINED,
        CALL_APPROVED,
        CALL_REJECTED,
        CALL_MERGED,
        SEARCH_ALERT
    }

    MailOrder again() {
        return new MailOrder(kind, recipient, subject, expiresAtMillis, attempts + 1);
    }
}
