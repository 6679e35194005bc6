package org.backlot.platform.query;

import java.util.Optional;
import java.util.OptionalLong;
import org.backlot.identity.api.access.Caller;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/**
 * What every read knows of its request. A controller takes it as a parameter.
 *
 * @param signedIn the caller; empty on the few endpoints that are open to all
 * @param position the log position that the answer must have seen, from {@code Backlot-Position}
 */
public record ReadRequest(Optional<Caller> signedIn, OptionalLong position) {

    /** The caller. Throws {@code NOT_AUTHENTICATED} on a request without one. */
    public Caller caller() {
        return signedIn.orElseThrow(() -> Rejection.of(CommonRejection.NOT_AUTHENTICATED));
    }
}
