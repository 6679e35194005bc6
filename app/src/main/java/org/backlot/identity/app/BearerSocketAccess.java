package org.backlot.identity.app;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.backlot.identity.api.access.Caller;
import org.backlot.set.query.socket.SocketAccess;
import org.backlot.shared.Rejection;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.HandshakeInfo;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A socket holds as long as the token of its handshake would be let in by any other request. */
@Component
final class BearerSocketAccess implements SocketAccess {
    private final BearerAuthentication bearer;
    private final SessionStatus sessions;
    private final Scheduler workers;

    BearerSocketAccess(BearerAuthentication bearer, SessionStatus sessions, Scheduler workers) {
        this.bearer = bearer;
        this.sessions = sessions;
        this.workers = workers;
    }

    @Override
    public Mono<Caller> callerOf(HandshakeInfo handshake) {
        return bearer.callerOf(handshake.getHeaders()).onErrorResume(Rejection.class, _ -> Mono.empty());
    }

    @Override
    public Mono<Boolean> stillValid(Holder holder) {
        return callerOf(holder.handshake()).map(holder.caller()::equals).defaultIfEmpty(false);
    }

    @Override
    public <H extends Holder> Mono<List<H>> ended(Collection<H> holders) {
        return Mono.fromCallable(() -> {
                    // Verifying may look for a new signing key in the database.
                    var valid = holders.stream()
                            .filter(holder -> bearer.named(holder.handshake().getHeaders())
                                    .filter(holder.caller()::equals)
                                    .isPresent())
                            .collect(Collectors.toSet());
                    var standing =
                            sessions.standing(valid.stream().map(Holder::caller).collect(Collectors.toSet()));
                    return holders.stream()
                            .filter(holder -> !valid.contains(holder) || !standing.contains(holder.caller()))
                            .toList();
                })
                .subscribeOn(workers);
    }
}
