package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.query.access.StandingSessions;
import org.backlot.log.api.LogRejection;
import org.backlot.platform.query.Places;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The feed of all events as server-sent events: what is there, then what comes (LED-4). */
@RestController
@RequestMapping("/api/v1/log")
public class LogStreamController {
    private static final Logger LOG = LoggerFactory.getLogger(LogStreamController.class);
    private static final int AT_ONCE = 32;
    // As long as an access token lives: whoever wants more comes back with a fresh one and the last id.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final AuditRecord audits;
    private final StandingSessions still;
    private final LiveLog log;
    private final EventsShown shown;
    private final Duration heartbeat;
    private final Places places = new Places(AT_ONCE, LogRejection.AUDIT_BUSY);

    public LogStreamController(
            AuditRecord audits,
            StandingSessions still,
            LiveLog log,
            EventsShown shown,
            @Value("${backlot.log.heartbeat:10s}") Duration heartbeat) {
        this.audits = audits;
        this.still = still;
        this.log = log;
        this.shown = shown;
        this.heartbeat = heartbeat;
    }

    /** The events after a position, and every later one as it is committed. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    // In the OpenAPI document this is one operation with the feed in JSON.
    @Operation(
            summary = "All events, in order and without gaps",
            description =
                    "For the roles auditor and admin. In JSON: send next_cursor as 'after' to go on; it is there even when "
                            + "nothing is. With 'Accept: text/event-stream' live: what is there, then what comes. The id of "
                            + "each is its position: a client that comes back with Last-Event-ID misses nothing. A comment "
                            + "is sent every ten seconds. Ends with the session, and after fifteen minutes at the latest. "
                            + "Every call is recorded. (LED-4)")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = LoggedEvent.class)))
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID", "AUDIT_BUSY"})
    Mono<ResponseEntity<Flux<ServerSentEvent<LoggedEvent>>>> stream(
            ReadRequest request,
            @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "The id of the last event seen; goes before 'after'")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            long begin = AuditParameters.after("after", resumed(lastEventId).orElse(after));
            var place = places.take();
            return audits.write(auditor, AuditRead.of("log.stream").with("after", begin))
                    .doOnError(_ -> place.giveBack())
                    .doOnCancel(place::giveBack)
                    .then(Mono.fromSupplier(() -> ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .header("X-Accel-Buffering", "no")
                            .body(place.during(events(auditor, begin)))));
        });
    }

    private Flux<ServerSentEvent<LoggedEvent>> events(Caller auditor, long begin) {
        var given = new AtomicLong(begin);
        var events = log.after(begin).concatMap(shown::shown, 1).map(event -> {
            given.set(event.position());
            return ServerSentEvent.builder(event)
                    .id(Long.toString(event.position()))
                    .event(event.type())
                    .build();
        });
        Sinks.Empty<Void> over = Sinks.empty();
        // Something is sent in any case, so that whoever is gone is noticed and whoever may no longer read is let go.
        var stands = Flux.interval(heartbeat)
                .onBackpressureDrop()
                .concatMap(_ -> still.stands(auditor))
                .share();
        var beats = stands.onBackpressureDrop()
                .map(_ -> ServerSentEvent.<LoggedEvent>builder()
                        .comment("position " + given.get())
                        .build());
        return Flux.merge(events.doOnTerminate(over::tryEmitEmpty), beats.takeUntilOther(over.asMono()))
                .takeUntilOther(Flux.merge(stands.filter(yes -> !yes).next(), Mono.delay(LONGEST)))
                .doFinally(_ -> recordEnd(auditor, begin, given.get()));
    }

    private void recordEnd(Caller auditor, long begin, long through) {
        audits.write(
                        auditor,
                        AuditRead.of("log.stream.ended").with("after", begin).with("through", through))
                .subscribe(
                        _ -> {},
                        // The beginning is on record, and with it that all after it may have been read.
                        failure -> LOG.warn("the end of a live feed could not be recorded", failure));
    }

    private static Optional<Long> resumed(@Nullable String lastEventId) {
        return Optional.ofNullable(lastEventId).filter(id -> !id.isBlank()).map(id -> {
            try {
                return Long.parseLong(id.strip());
            } catch (NumberFormatException e) {
                throw AuditParameters.refused("Last-Event-ID", "Last-Event-ID is the position of an event");
            }
        });
    }
}
