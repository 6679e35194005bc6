package org.backlot.identity.app;

import org.backlot.identity.api.access.Caller;
import org.backlot.set.query.socket.SocketAccess;
import org.backlot.shared.Rejection;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.HandshakeInfo;
import reactor.core.publisher.Mono;

/** A socket holds as long as the token of its handshake would be let in by any other request. */
@Component
final class BearerSocketAccess implements SocketAccess {
    private final BearerAuthentication bearer;

    BearerSocketAccess(BearerAuthentication bearer) {
        this.bearer = bearer;
    }

    @Override
    public Mono<Caller> callerOf(HandshakeInfo handshake) {
        return bearer.callerOf(handshake.getHeaders()).onErrorResume(Rejection.class, _ -> Mono.empty());
    }

    @Override
    public Mono<Boolean> stillValid(HandshakeInfo handshake, Caller caller) {
        return callerOf(handshake).map(caller::equals).defaultIfEmpty(false);
    }
}
