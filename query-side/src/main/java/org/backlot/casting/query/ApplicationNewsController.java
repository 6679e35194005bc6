package org.backlot.casting.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.query.access.StandingSessions;
import org.backlot.platform.query.Places;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
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

/** Tells both sides live what happens to their applications (CST-3). */
@RestController
@RequestMapping("/api/v1/casting/applications/events")
@Tag(name = "Casting")
public class ApplicationNewsController {
    private static final int AT_ONCE = 1_000;
    // As long as an access token lives: whoever wants more comes back with a fresh one and the last id.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Applications applications;
    private final NewsDesk desk;
    private final StandingSessions sessions;
    private final Duration heartbeat;
    private final Places places = new Places(AT_ONCE, CommonRejection.BUSY);

    ApplicationNewsController(
            Applications applications,
            NewsDesk desk,
            StandingSessions sessions,
            @Value("${backlot.casting.heartbeat:10s}") Duration heartbeat) {
        this.applications = applications;
        this.desk = desk;
        this.sessions = sessions;
        this.heartbeat = heartbeat;
    }

    /** What happens to the caller's applications, from a position on. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "What happens to your applications, live",
            description =
                    "Server-sent events: to those you sent, those of minors for whom you answer, and those for calls"
                            + " of workspaces that you edit. The id of each is its position in the log: who comes back with"
                            + " Last-Event-ID misses nothing; without it, it begins now. Ends with the session, and after fifteen"
                            + " minutes at the latest. (CST-3)")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ApplicationNews.class)))
    @Refuses({"PARAMETER_INVALID", "BUSY"})
    Mono<ResponseEntity<Flux<ServerSentEvent<ApplicationNews>>>> applicationNews(
            ReadRequest request,
            @Parameter(description = "The position after which to begin") @RequestParam(required = false) @Nullable
                    Long after,
            @Parameter(description = "The id of the last event seen; goes before 'after'")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        return Mono.defer(() -> {
            var caller = request.caller();
            var given = begin(after, lastEventId);
            var place = places.take();
            return (given.isPresent() ? Mono.just(given.getAsLong()) : applications.newest())
                    .doOnError(_ -> place.giveBack())
                    .doOnCancel(place::giveBack)
                    .map(begin -> ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .header("X-Accel-Buffering", "no")
                            .body(place.during(events(caller, begin))));
        });
    }

    private Flux<ServerSentEvent<ApplicationNews>> events(Caller caller, long begin) {
        var last = new AtomicLong(begin);
        var news = desk.newest()
                .onBackpressureLatest()
                .filter(newest -> newest > last.get())
                .concatMap(_ -> upToNow(caller, last), 0)
                .map(one -> ServerSentEvent.builder(one)
                        .id(Long.toString(one.position()))
                        .event(one.what())
                        .build());
        Sinks.Empty<Void> over = Sinks.empty();
        // Something is sent in any case, so that whoever is gone is noticed and whoever may no longer read is let go.
        var stands = Flux.interval(heartbeat)
                .onBackpressureDrop()
                .concatMap(_ -> sessions.stands(caller))
                .share();
        var beats = stands.onBackpressureDrop().map(_ -> beat(last));
        // One at once: from then on the client knows that it listens, and from where.
        return Flux.merge(news.doOnTerminate(over::tryEmitEmpty), beats.takeUntilOther(over.asMono()))
                .startWith(beat(last))
                .takeUntilOther(Flux.merge(stands.filter(yes -> !yes).next(), Mono.delay(LONGEST)));
    }

    private static ServerSentEvent<ApplicationNews> beat(AtomicLong last) {
        return ServerSentEvent.<ApplicationNews>builder()
                .comment("position " + last.get())
                .build();
    }

    private Flux<ApplicationNews> upToNow(Caller caller, AtomicLong last) {
        return batch(caller, last)
                .expand(batch -> batch.isEmpty() ? Mono.empty() : batch(caller, last))
                .concatMapIterable(batch -> batch, 1);
    }

    private Mono<List<ApplicationNews>> batch(Caller caller, AtomicLong last) {
        return Mono.defer(() -> applications
                .news(caller.accountId(), last.get())
                .collectList()
                .doOnNext(batch -> {
                    if (!batch.isEmpty()) {
                        last.set(batch.getLast().position());
                    }
                }));
    }

    private static OptionalLong begin(@Nullable Long after, @Nullable String lastEventId) {
        var seen = Optional.ofNullable(lastEventId).filter(id -> !id.isBlank());
        if (seen.isPresent()) {
            try {
                return OptionalLong.of(
                        notNegative("Last-Event-ID", Long.parseLong(seen.get().strip())));
            } catch (NumberFormatException _) {
                throw refused("Last-Event-ID");
            }
        }
        return after == null ? OptionalLong.empty() : OptionalLong.of(notNegative("after", after));
    }

    private static long notNegative(String parameter, long position) {
        if (position < 0) {
            throw refused(parameter);
        }
        return position;
    }

    private static Rejection refused(String parameter) {
        return Rejection.of(CommonRejection.PARAMETER_INVALID, parameter + " is a position in the log")
                .at(parameter);
    }
}
