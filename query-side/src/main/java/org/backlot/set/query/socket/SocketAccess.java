// Why this file exists: a socket outlives the token it was opened with; the platform's security says whether it still
// holds.
package org.backlot.set.query.socket;

import java.util.Collection;
import java.util.List;
import org.backlot.identity.api.access.Caller;
import org.springframework.web.reactive.socket.HandshakeInfo;
import reactor.core.publisher.Mono;

/** Who holds a socket, and whether still. The platform's security implements it. */
public interface SocketAccess {
    /** Somebody who has opened a socket. */
    interface Holder {
        HandshakeInfo handshake();

        /** Whom the handshake's token named then. */
        Caller caller();
    }

    /** The caller whom the handshake's token names; empty without a valid token. */
    Mono<Caller> callerOf(HandshakeInfo handshake);

    /** Whether the handshake's token has neither expired nor been revoked by now. */
    Mono<Boolean> stillValid(Holder holder);

    /** Those whose token has expired or been revoked by now. It looks once for all of them. */
    <H extends Holder> Mono<List<H>> ended(Collection<H> holders);
}
