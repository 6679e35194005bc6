// Why this file exists: thousands of devices must be shown out within moments of losing their right to be there,
// and asking the database for each of them would cost more than telling them what happens.
package org.backlot.set.query.socket;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.identity.query.access.ReactiveGate.Asked;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks again and again whether those inside may still be there: one query for all their sessions, one for their rights. */
@Component
class Doorkeeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    /** Of so many looks, one is at the permission to watch as well. */
    private static final int LOOKS_PER_LOOK_AT_PERMISSIONS = 5;

    /** Somebody inside. */
    interface Guest extends SocketAccess.Holder {
        /** The unit that it watches. */
        Optional<UnitId> watching();

        void showOut(CloseStatus why);

        /** Tries again what could not be read of its unit; nothing where all is well. */
        Mono<Void> catchUp();
    }

    private final SocketAccess access;
    private final ReactiveGate gate;
    private final Duration interval;
    private final Set<Guest> inside = ConcurrentHashMap.newKeySet();
    private @Nullable Disposable looking;

    Doorkeeper(
            SocketAccess access,
            ReactiveGate gate,
            @Value("${backlot.set.token-check-interval:1s}") Duration interval) {
        this.access = access;
        this.gate = gate;
        this.interval = interval;
    }

    void letIn(Guest guest) {
        inside.add(guest);
    }

    void gone(Guest guest) {
        inside.remove(guest);
    }

    private Mono<Void> look(long number) {
        var guests = List.copyOf(inside);
        if (guests.isEmpty()) {
            return Mono.empty();
        }
        var tokens = access.ended(guests)
                .doOnNext(ended -> ended.forEach(guest -> guest.showOut(SyncSocket.NOT_AUTHENTICATED)))
                .then();
        var permissions = number % LOOKS_PER_LOOK_AT_PERMISSIONS == 0 ? lookAtPermissions(guests) : Mono.<Void>empty();
        var state = Flux.fromIterable(guests).concatMap(Guest::catchUp).then();
        // A look that fails says nothing of anybody; the next one comes soon, and every command is checked.
        return tokens.then(permissions).then(state).onErrorResume(error -> {
            LOG.debug("Nobody could be looked at: {}", error.toString());
            return Mono.empty();
        });
    }

    private Mono<Void> lookAtPermissions(Collection<Guest> guests) {
        var asked = guests.stream().flatMap(guest -> asked(guest).stream()).collect(Collectors.toSet());
        return asked.isEmpty()
                ? Mono.empty()
                : gate.allowed(Permission.WATCH_SET, asked)
                        .doOnNext(allowed -> guests.stream()
                                .filter(guest -> asked(guest)
                                        .filter(asked::contains)
                                        .filter(question -> !allowed.contains(question))
                                        .isPresent())
                                .forEach(guest -> guest.showOut(SyncSocket.NOT_FOUND)))
                        .then();
    }

    private static Optional<Asked> asked(Guest guest) {
        return guest.watching().map(unit -> new Asked(guest.caller().accountId(), unit.value()));
    }

    @Override
    public synchronized void start() {
        looking = Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(this::look, 1)
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        Optional.ofNullable(looking).ifPresent(Disposable::dispose);
        looking = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
