package org.backlot.platform.command;

import java.util.Optional;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/**
 * What every write knows of its request besides the body. A controller takes it as a parameter.
 *
 * @param signedIn the caller; empty on the few endpoints that are open to all
 * @param presumed present where the caller's session was taken for granted
 * @param idempotencyKey as sent in {@code Idempotency-Key}, without quotes
 * @param method the HTTP method
 * @param path the path without query
 * @param remote where the request came from
 * @param requestId names this request; the correlation id of all that follows
 * @param traceId the trace (W3C Trace Context, 32 hexadecimal digits)
 */
public record WriteRequest(
        Optional<Caller> signedIn,
        Optional<PresumedSignIn> presumed,
        Optional<String> idempotencyKey,
        String method,
        String path,
        NetworkAddress remote,
        String requestId,
        String traceId) {

    /** The caller. Throws {@code NOT_AUTHENTICATED} on a request without one. */
    public Caller caller() {
        return signedIn.orElseThrow(() -> Rejection.of(CommonRejection.NOT_AUTHENTICATED));
    }

    /** The same request for a further write that it needs, beside the one whose answer is kept under its key. */
    public WriteRequest withoutKey() {
        return new WriteRequest(signedIn, presumed, Optional.empty(), method, path, remote, requestId, traceId);
    }
}
