// Why this file exists: a socket outlives the token it was opened with; the platform's security says whether it still
// holds.
package org.backlot.set.query.socket;

import org.backlot.identity.api.access.Caller;
import org.springframework.web.reactive.socket.HandshakeInfo;
import reactor.core.publisher.Mono;

/** Who holds a socket, and whether still. The platform's security implements it. */
public interface SocketAccess {
    /** The caller whom the handshake's token names; empty without a valid token. */
    Mono<Caller> callerOf(HandshakeInfo handshake);

    /** Whether the handshake's token has neither expired nor been revoked by now. */
    Mono<Boolean> stillValid(HandshakeInfo handshake, Caller caller);
}
