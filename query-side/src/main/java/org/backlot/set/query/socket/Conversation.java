// Why this file exists: one device, from its handshake to its goodbye, with all that it may ask in between.
package org.backlot.set.query.socket;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.set.api.SetCommands;
import org.backlot.set.api.SetRejection;
import org.backlot.set.query.UnitState;
import org.backlot.set.query.presence.ConnectionId;
import org.backlot.set.query.presence.Presence;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** What goes to and fro between one device and this node. */
final class Conversation implements UnitStory.Device, Doorkeeper.Guest, PresenceRounds.Lead {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int WAITING_FRAMES = 1_000;
    private static final Set<WebSocketMessage.Type> SAYING =
            EnumSet.of(WebSocketMessage.Type.TEXT, WebSocketMessage.Type.BINARY);
    /** Under this id presence is refused, so that a device can tell it from other refusals. */
    private static final String PRESENCE = "presence";

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** What a conversation needs of its node. */
    record Services(
            SocketAccess access,
            ReactiveGate gate,
            Supplier<Optional<SetCommands>> commands,
            UnitFeed feed,
            Doorkeeper doorkeeper,
            Presence presence,
            PresenceRounds presenceRounds,
            NetworkThreads threads,
            JsonMapper json,
            Clock clock,
            int outboxLimit) {}

    /** What was said, and when it arrived in microseconds. */
    record Arrived(ClientFrame said, long at) {}

    private final WebSocketSession session;
    private final Flux<Arrived> arriving;
    private final Caller caller;
    private final NetworkAddress from;
    private final Services services;
    private final ConnectionId connection;
    private final JsonMapper json;
    private final Outbox outbox;
    private final Sinks.One<CloseStatus> ending = Sinks.one();

    // Guarded by this.
    private @Nullable UnitId joined;
    private boolean stateLost;
    private boolean over;
    private volatile boolean wantsBeats;
    private volatile Interest interest = Interest.EVERYTHING;

    Conversation(WebSocketSession session, Flux<Arrived> arriving, Caller caller, Services services) {
        this.session = session;
        this.arriving = arriving;
        this.caller = caller;
        this.from = address(session.getHandshakeInfo().getRemoteAddress());
        this.services = services;
        this.connection = services.presence().newConnection();
        this.json = services.json();
        this.outbox = new Outbox(services.outboxLimit());
    }

    /** Talks until either side ends. */
    Mono<Void> run() {
        services.threads().serve(handshake(), outbox);
        services.doorkeeper().letIn(this);
        var receiving = arriving.concatMap(this::answer, 1).then();
        var closing = ending.asMono()
                .delayUntil(_ -> Mono.firstWithSignal(
                        outbox.ended(), Mono.delay(LAST_WORDS).then()))
                .flatMap(status -> SyncSocket.closed(session, status));
        return Mono.firstWithSignal(
                        Stream.of(receiving, closing).map(this::whileItHolds).toList())
                .doFinally(_ -> {
                    services.doorkeeper().gone(this);
                    over();
                    leave();
                });
    }

    @Override
    public HandshakeInfo handshake() {
        return session.getHandshakeInfo();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public synchronized Optional<UnitId> watching() {
        return Optional.ofNullable(joined);
    }

    @Override
    public void showOut(CloseStatus why) {
        end(why);
    }

    /** This node goes away. */
    void sayGoodbye(Optional<Frame> lastWord) {
        lastWord.ifPresent(this::tell);
        end(CloseStatus.GOING_AWAY);
    }

    // For each of them by itself: a connection that breaks breaks both, and the second error would find nobody.
    private Mono<Void> whileItHolds(Mono<Void> talk) {
        return talk.onErrorResume(error -> {
            LOG.debug("A socket broke: {}", error.toString());
            // Where the connection itself is gone there is nobody to tell.
            return session.isOpen() ? session.close(CloseStatus.PROTOCOL_ERROR).onErrorComplete() : Mono.empty();
        });
    }

    @Override
    public void joined(UnitState state, Optional<List<UnitChange>> missed, boolean gap) {
        tell(missed.map(changes -> ServerFrames.resumed(json, state, changes, gap))
                .orElseGet(() -> ServerFrames.state(json, state)));
    }

    @Override
    public void changed(UnitChange change) {
        outbox.change(change.frame(), change.stateFrame());
    }

    @Override
    public void missionClock(Frame frame) {
        outbox.clock(frame);
    }

    @Override
    public void beat(Frame frame) {
        outbox.beat(frame);
    }

    @Override
    public AccountId account() {
        return caller.accountId();
    }

    @Override
    public void presence(Frame frame) {
        outbox.presence(frame);
    }

    @Override
    public void presenceRefused() {
        tell(ServerFrames.refused(
                json, Optional.of(PRESENCE), CommonRejection.NOT_ALLOWED, CommonRejection.NOT_ALLOWED.message()));
    }

    @Override
    public boolean wantsBeats() {
        return wantsBeats;
    }

    @Override
    public Interest interest() {
        return interest;
    }

    /**
     * What the device sends, from this moment on: a frame that comes while the conversation is still being prepared waits
     * for it. The connection would drop it otherwise.
     */
    static Flux<Arrived> arriving(WebSocketSession session, Clock clock) {
        var form = Form.of(session.getHandshakeInfo());
        Sinks.Many<Arrived> waiting =
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING_FRAMES));
        session.receive()
                .filter(message -> SAYING.contains(message.getType()))
                .map(message -> arrived(message, form, clock))
                .subscribe(
                        // A device with more frames unanswered than that is cut off.
                        frame -> waiting.emitNext(frame, Sinks.EmitFailureHandler.FAIL_FAST),
                        waiting::tryEmitError,
                        waiting::tryEmitComplete);
        return waiting.asFlux();
    }

    private static Arrived arrived(WebSocketMessage message, Form form, Clock clock) {
        long at = microseconds(clock);
        // Read now: the frame's buffer is given back after this.
        return new Arrived(form.read(message), at);
    }

    private Mono<Void> answer(Arrived message) {
        return switch (message.said()) {
            case ClientFrame.Clock clock ->
                told(ServerFrames.clock(json, clock.t0(), message.at(), microseconds(services.clock())));
            case ClientFrame.Join join -> join(join);
            case ClientFrame.Seen seen ->
                outbox.seen(seen.frames())
                        ? Mono.empty()
                        : refused(
                                Optional.empty(),
                                Rejection.of(
                                        SetRejection.FRAME_INVALID,
                                        "frames is more than was sent, or less than before"));
            case ClientFrame.Leave _ -> {
                leave();
                yield told(ServerFrames.left(json));
            }
            case ClientFrame.Roll roll ->
                command(
                        roll.id(),
                        (commands, unit) ->
                                commands.roll(caller, from, unit, roll.shotId(), roll.takeId(), roll.cameraRoll()));
            case ClientFrame.Cut cut ->
                command(cut.id(), (commands, unit) -> commands.cut(caller, from, unit, cut.id(), cut.takeId()));
            case ClientFrame.Malformed malformed ->
                refused(malformed.id(), Rejection.of(SetRejection.FRAME_INVALID, malformed.reason()));
        };
    }

    private Mono<Void> join(ClientFrame.Join join) {
        return services.gate()
                .requireOn(caller, Permission.WATCH_SET, join.unitId().value())
                .then(Mono.defer(() -> enter(join)))
                .onErrorResume(error -> {
                    var rejection = rejection(error);
                    return refused(Optional.empty(), rejection).then(Mono.fromRunnable(() -> {
                        if (rejection.code() == CommonRejection.NOT_FOUND
                                || rejection.code() == CommonRejection.NOT_ALLOWED) {
                            end(SyncSocket.NOT_FOUND);
                        }
                    }));
                });
    }

    private Mono<Void> enter(ClientFrame.Join join) {
        leave();
        synchronized (this) {
            if (over) {
                return Mono.empty();
            }
            joined = join.unitId();
            wantsBeats = join.heartbeat();
            interest = join.interest();
            outbox.pace(join.paced());
            services.presence().arrives(join.unitId(), connection, caller.accountId(), join.heartbeat());
        }
        var watching = watch(join.unitId(), join.after());
        return join.presence() ? watching.then(Mono.defer(() -> showPresence(join.unitId()))) : watching;
    }

    /** Has a lead shown who is there. Whoever is no lead is told so, and stays. */
    private Mono<Void> showPresence(UnitId unit) {
        return services.gate()
                .requireOn(caller, PresenceRounds.TO_SEE, unit.value())
                .doOnNext(_ -> {
                    synchronized (this) {
                        if (unit.equals(joined)) {
                            services.presenceRounds().show(unit, this);
                        }
                    }
                })
                .then()
                .onErrorResume(error -> refused(Optional.of(PRESENCE), rejection(error)));
    }

    /** Has the state shown, and what comes after it; a failure is made up for by {@link #catchUp}. */
    private Mono<Void> watch(UnitId unit, OptionalLong after) {
        return services.feed()
                .join(unit, after, this)
                .doOnSuccess(_ -> lost(false))
                .onErrorResume(error -> {
                    LOG.warn("What has happened on a unit could not be read: {}", error.toString());
                    lost(true);
                    return told(ServerFrames.degraded(json));
                });
    }

    private synchronized void lost(boolean lost) {
        stateLost = lost;
    }

    private interface Sent {
        Mono<Long> to(SetCommands commands, UnitId unit);
    }

    private Mono<Void> command(String id, Sent command) {
        UnitId unit;
        synchronized (this) {
            unit = joined;
        }
        if (unit == null) {
            return refused(Optional.of(id), Rejection.of(SetRejection.NOT_JOINED));
        }
        return services.access()
                .stillValid(this)
                .flatMap(valid -> {
                    if (!valid) {
                        end(SyncSocket.NOT_AUTHENTICATED);
                        return Mono.<Long>error(Rejection.of(CommonRejection.NOT_AUTHENTICATED));
                    }
                    return services.commands()
                            .get()
                            .map(commands -> command.to(commands, unit))
                            .orElseGet(() -> Mono.error(Rejection.of(
                                    CommonRejection.UNAVAILABLE, "This node takes no commands. Send it by REST.")));
                })
                .flatMap(position -> told(ServerFrames.accepted(json, id, position)))
                .onErrorResume(error -> refused(Optional.of(id), rejection(error)));
    }

    @Override
    public Mono<Void> catchUp() {
        UnitId unit;
        boolean lost;
        synchronized (this) {
            unit = joined;
            lost = stateLost;
        }
        return unit == null || !lost ? Mono.empty() : watch(unit, OptionalLong.empty());
    }

    // What is still being answered when a device goes must not let it in once more.
    private synchronized void over() {
        over = true;
    }

    private void leave() {
        UnitId unit;
        synchronized (this) {
            unit = joined;
            joined = null;
            stateLost = false;
        }
        if (unit != null) {
            services.feed().leave(unit, this);
            services.presence().leaves(unit, connection);
            services.presenceRounds().hide(unit, this);
        }
    }

    private Mono<Void> refused(Optional<String> id, Rejection rejection) {
        return told(ServerFrames.refused(json, id, rejection.code(), rejection.detail()));
    }

    private Mono<Void> told(Frame frame) {
        return Mono.fromRunnable(() -> tell(frame));
    }

    private void tell(Frame frame) {
        if (!outbox.answer(frame)) {
            end(SyncSocket.TOO_SLOW);
        }
    }

    private void end(CloseStatus status) {
        ending.tryEmitValue(status);
        outbox.complete();
    }

    private static Rejection rejection(Throwable error) {
        if (error instanceof Rejection rejection) {
            return rejection;
        }
        LOG.error("A frame could not be answered", error);
        return Rejection.of(CommonRejection.INTERNAL_ERROR);
    }

    private static long microseconds(Clock clock) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private static NetworkAddress address(@Nullable InetSocketAddress remote) {
        return new NetworkAddress(Optional.ofNullable(remote)
                .map(InetSocketAddress::getAddress)
                .map(address -> address.getHostAddress())
                .orElse("unknown"));
    }
}
