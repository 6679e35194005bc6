// Why this file exists: everybody on set looks at one state at the same moment; this is where their devices connect.
package org.backlot.set.query.socket;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.set.api.SetCommands;
import org.backlot.set.query.hub.HubBeacon;
import org.backlot.set.query.presence.Presence;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint {@code /ws/sync} (SET-1, SET-2; CLAP week 6). The frames are listed in docs/contexts/set.md. */
@Component
class SyncSocket implements WebSocketHandler {
    /** The token is missing, has expired or was revoked. */
    static final CloseStatus NOT_AUTHENTICATED = new CloseStatus(4401, "token not valid");
    /** There is no such unit for this caller. */
    static final CloseStatus NOT_FOUND = new CloseStatus(4403, "no such unit for you");
    /** The device sends and does not read. */
    static final CloseStatus TOO_SLOW = new CloseStatus(4408, "answers are not read");

    private final SocketAccess access;
    private final Conversation.Services services;
    private final HubBeacon hubs;
    /** The last word to every device, where there is one. */
    private final Sinks.One<Optional<Frame>> leaving = Sinks.one();

    SyncSocket(
            SocketAccess access,
            ReactiveGate gate,
            ObjectProvider<SetCommands> commands,
            UnitFeed feed,
            Doorkeeper doorkeeper,
            Presence presence,
            PresenceRounds presenceRounds,
            HubBeacon hubs,
            NetworkThreads threads,
            JsonMapper json,
            Clock clock,
            @Value("${backlot.set.outbox-limit:64}") int outboxLimit) {
        this.access = access;
        this.hubs = hubs;
        this.services = new Conversation.Services(
                access,
                gate,
                () -> Optional.ofNullable(commands.getIfAvailable()),
                feed,
                doorkeeper,
                presence,
                presenceRounds,
                threads,
                json,
                clock,
                outboxLimit);
    }

    @Override
    public List<String> getSubProtocols() {
        return Form.protocols();
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        var arriving = Conversation.arriving(session, services.clock());
        return access.callerOf(session.getHandshakeInfo())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                // The security filter has refused the handshake before; this holds if it ever is configured otherwise.
                .flatMap(caller -> caller.isPresent()
                        ? talk(new Conversation(session, arriving, caller.get(), services))
                        : session.close(NOT_AUTHENTICATED));
    }

    // A conversation never ends by itself, and the server would wait for it.
    private Mono<Void> talk(Conversation conversation) {
        var goodbye = leaving.asMono().doOnNext(conversation::sayGoodbye);
        return Mono.firstWithSignal(conversation.run(), goodbye.then(Mono.never()));
    }

    /**
     * Closes, and cannot be cancelled: what ends together with the socket would otherwise take back the frame that says
     * why, while it waits for the network's thread.
     */
    static Mono<Void> closed(WebSocketSession session, CloseStatus status) {
        return Mono.fromFuture(() -> session.close(status).toFuture(), true);
    }

    /** This node goes away; its devices connect to another one, which they are told, or to this one when it is back. */
    @EventListener(ContextClosedEvent.class)
    void leave() {
        leaving.tryEmitValue(
                hubs.isConfigured()
                        ? Optional.of(ServerFrames.move(services.json(), hubs.withoutThisNode()))
                        : Optional.empty());
    }
}
