package org.backlot.clips.query.socket;

import java.time.Duration;
import java.util.List;
import org.backlot.clips.query.JobDetails;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Reads;
import org.backlot.set.query.socket.SocketAccess;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoint {@code /ws/jobs/{id}} (CLP-1; CLIP sections 6 and 15): where the job stands, then every transition as it is
 * committed, and progress. It only tells; whatever a client says is ignored. The frames are listed in
 * docs/contexts/clips.md.
 */
@Component
class JobSocket implements WebSocketHandler {
    /** Where it is; a part of the path follows. */
    static final String PATH = "/ws/jobs/";

    /** The token is missing, has expired or was revoked. */
    private static final CloseStatus NOT_AUTHENTICATED = new CloseStatus(4401, "token not valid");
    /** There is no such job for this caller. */
    private static final CloseStatus NOT_FOUND = new CloseStatus(4403, "no such job for you");
    /** The client does not read. */
    private static final CloseStatus TOO_SLOW = new CloseStatus(4408, "frames are not read");
    /** It cannot be read at the moment. */
    private static final CloseStatus TRY_AGAIN = new CloseStatus(1013, "try again later");

    private static final Logger LOG = LoggerFactory.getLogger(JobSocket.class);

    private record Holder(HandshakeInfo handshake, Caller caller) implements SocketAccess.Holder {}

    private final SocketAccess access;
    private final ReactiveGate gate;
    private final Reads reads;
    private final JobDetails details;
    private final JobNews news;
    private final JsonMapper json;
    private final Duration lookEvery;
    private final Sinks.One<CloseStatus> leaving = Sinks.one();

    JobSocket(
            SocketAccess access,
            ReactiveGate gate,
            Reads reads,
            JobDetails details,
            JobNews news,
            JsonMapper json,
            @Value("${backlot.clips.socket-check-interval:5s}") Duration lookEvery) {
        this.access = access;
        this.gate = gate;
        this.reads = reads;
        this.details = details;
        this.news = news;
        this.json = json;
        this.lookEvery = lookEvery;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of("backlot.v1");
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        var handshake = session.getHandshakeInfo();
        return Mono.fromCallable(() -> jobOf(handshake))
                .flatMap(job -> access.callerOf(handshake)
                        .map(caller -> watched(session, job, new Holder(handshake, caller)))
                        .defaultIfEmpty(Mono.just(NOT_AUTHENTICATED)))
                .flatMap(ending -> ending)
                .onErrorResume(error -> Mono.just(closeFor(error)))
                // Cannot be cancelled: whatever ends together with the socket must not take back the word that says
                // why.
                .flatMap(why -> Mono.fromFuture(() -> session.close(why).toFuture(), true));
    }

    private static JobId jobOf(HandshakeInfo handshake) {
        var path = handshake.getUri().getPath();
        return JobId.parse(path.substring(path.lastIndexOf('/') + 1));
    }

    private Mono<CloseStatus> watched(WebSocketSession session, JobId job, Holder holder) {
        var watch = new JobWatch();
        var snapshot = Mono.fromRunnable(() -> news.join(job, watch))
                // The view of rights knows of a job sooner than the one that is read, and what was told before this
                // watch began must be in what is read, or it would be in neither.
                .then(Mono.defer(() -> reads.ofNow(JobDetails.VIEW, () -> details.of(job))))
                .doOnNext(read -> watch.begins(read.detail(), read.position()));
        var sent = session.send(watch.frames().map(frame -> session.textMessage(json.writeValueAsString(frame))));
        // What the client says is read, so that its goodbye is heard, and let go.
        var heard = session.receive().doOnNext(WebSocketMessage::getPayload).then();
        Mono<CloseStatus> told = sent.thenReturn(CloseStatus.NORMAL);
        Mono<CloseStatus> left = heard.thenReturn(CloseStatus.NORMAL);
        Mono<CloseStatus> begun = snapshot.then(Mono.never());
        return mayWatch(job, holder)
                .then(Mono.firstWithSignal(told, left, begun, shownOut(job, holder), leaving.asMono()))
                .doFinally(_ -> news.leave(job, watch));
    }

    private Mono<Void> mayWatch(JobId job, Holder holder) {
        return gate.requireOwned(holder.caller(), WorkspacePermission.READ_JOBS, OwnedKind.CLIP_JOB, job.value())
                .then();
    }

    private Mono<CloseStatus> shownOut(JobId job, Holder holder) {
        return Flux.interval(lookEvery)
                .onBackpressureDrop()
                .concatMap(_ -> access.stillValid(holder)
                        .flatMap(valid -> valid
                                ? mayWatch(job, holder).then(Mono.<CloseStatus>empty())
                                : Mono.just(NOT_AUTHENTICATED)))
                .next();
    }

    private static CloseStatus closeFor(Throwable error) {
        return switch (error) {
            case JobWatch.NotRead _ -> TOO_SLOW;
            case IllegalArgumentException _ -> NOT_FOUND;
            case Rejection rejection when rejection.code().status() < 500 -> NOT_FOUND;
            default -> {
                LOG.warn("A job could not be watched any more: {}", error.toString());
                yield TRY_AGAIN;
            }
        };
    }

    /** This node goes away; its clients come back to another one. */
    @EventListener(ContextClosedEvent.class)
    void leave() {
        leaving.tryEmitValue(CloseStatus.GOING_AWAY);
    }
}
