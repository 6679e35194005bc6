package org.backlot.casting.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.query.access.StandingSessions;
import org.backlot.platform.query.LogGrowth;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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

/** Tells both sides live what happens to their applications (CST-3). */
@RestController
@RequestMapping("/api/v1/casting/applications/events")
@Tag(name = "Casting")
public class ApplicationNewsController {
    private final LiveNews<ApplicationNews> news;

    ApplicationNewsController(
            Applications applications,
            LogGrowth log,
            Reads reads,
            StandingSessions sessions,
            @Value("${backlot.casting.heartbeat:10s}") Duration heartbeat) {
        this.news = new LiveNews<>(
                new LiveNews.Source<>() {
                    @Override
                    public Mono<Long> newest() {
                        return applications.newest();
                    }

                    @Override
                    public Flux<ApplicationNews> after(Caller caller, long position) {
                        return applications.news(caller.accountId(), position);
                    }
                },
                new NewsDesk(log, reads, TalentQueries.VIEW, applications::newest),
                sessions,
                heartbeat,
                ApplicationNews::position,
                ApplicationNews::what);
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
        return Mono.defer(() -> news.to(request.caller(), after, lastEventId));
    }
}
