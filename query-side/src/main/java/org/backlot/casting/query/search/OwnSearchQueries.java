package org.backlot.casting.query.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.backlot.casting.query.LiveNews;
import org.backlot.casting.query.NewsDesk;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.query.access.StandingSessions;
import org.backlot.platform.query.LogGrowth;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
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

/** What somebody keeps, has searched for and is told of; and for administrators, how all search (CST-6). */
@RestController
@RequestMapping("/api/v1/casting/search")
@Tag(name = "Casting search")
public class OwnSearchQueries {
    private static final String VIEW = CastingSearchController.VIEW;
    private static final int LONGEST_LOOK_BACK = 366;

    private final Reads reads;
    private final SearchLog searches;
    private final SearchAlerts alerts;
    private final Clock clock;
    private final LiveNews<SearchAlert> news;

    OwnSearchQueries(
            Reads reads,
            SearchLog searches,
            SearchAlerts alerts,
            Clock clock,
            LogGrowth log,
            StandingSessions sessions,
            @Value("${backlot.casting.heartbeat:10s}") Duration heartbeat) {
        this.reads = reads;
        this.searches = searches;
        this.alerts = alerts;
        this.clock = clock;
        this.news = new LiveNews<>(
                new LiveNews.Source<>() {
                    @Override
                    public Mono<Long> newest() {
                        return alerts.newest();
                    }

                    @Override
                    public Flux<SearchAlert> after(Caller caller, long position) {
                        return alerts.after(caller.accountId(), position);
                    }
                },
                new NewsDesk(log, reads, VIEW, alerts::newest),
                sessions,
                heartbeat,
                SearchAlert::position,
                _ -> "SearchAlert");
    }

    /** The searches that the caller keeps. */
    record SavedSearchList(List<SavedSearchView> data) {}

    @GetMapping("/saved")
    @Operation(summary = "The searches you keep", description = "The oldest first. (CST-6)")
    @Refuses({"NOT_AUTHENTICATED"})
    Mono<SavedSearchList> savedSearches(ReadRequest request) {
        return reads.of(
                request,
                VIEW,
                () -> searches.saved(request.caller().accountId()).collectList().map(SavedSearchList::new));
    }

    /** The last alerts of the caller. */
    record AlertList(List<SearchAlert> data) {}

    @GetMapping("/alerts")
    @Operation(
            summary = "What newly matched the searches you keep",
            description = "The newest hundred, the newest first; each talent or call once for each search. (CST-6)")
    @Refuses({"NOT_AUTHENTICATED"})
    Mono<AlertList> searchAlerts(ReadRequest request) {
        return reads.of(
                request,
                VIEW,
                () -> alerts.last(request.caller().accountId()).collectList().map(AlertList::new));
    }

    @GetMapping(value = "/alerts/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "What newly matches the searches you keep, live",
            description = "Server-sent events. The id of each is its position in the log: who comes back with"
                    + " Last-Event-ID misses nothing; without it, it begins now. Ends with the session, and after fifteen"
                    + " minutes at the latest. (CST-6)")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = SearchAlert.class)))
    @Refuses({"PARAMETER_INVALID", "BUSY"})
    Mono<ResponseEntity<Flux<ServerSentEvent<SearchAlert>>>> alertsLive(
            ReadRequest request,
            @Parameter(description = "The position after which to begin") @RequestParam(required = false) @Nullable
                    Long after,
            @Parameter(description = "The id of the last event seen; goes before 'after'")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        return Mono.defer(() -> news.to(request.caller(), after, lastEventId));
    }

    /** What the caller has searched for. */
    record SearchHistory(List<SearchedView> data) {}

    @GetMapping("/history")
    @Operation(
            summary = "What you have searched for",
            description =
                    "The newest first, of the last 90 days; seen by nobody else, and gone with your account. A search"
                            + " is here half a second after it was made. (CST-6)")
    @Refuses({"PARAMETER_INVALID"})
    Mono<SearchHistory> searchHistory(
            ReadRequest request,
            @Parameter(description = "1 to 100; 20 where absent") @RequestParam(required = false) @Nullable
                    Integer limit) {
        return Mono.defer(() -> searches.history(request.caller().accountId(), SearchParameters.limit(limit))
                .collectList()
                .map(SearchHistory::new));
    }

    @GetMapping("/analytics")
    @Operation(
            summary = "What is searched for, and what in vain",
            description = "By all together; nobody is named. For administrators. (CST-6)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<SearchAnalytics> searchAnalytics(
            ReadRequest request,
            @Parameter(description = "1 to 366, today included") @RequestParam(defaultValue = "30") int days) {
        return Mono.defer(() -> {
            if (request.caller().role() != AccountRole.ADMIN) {
                throw Rejection.of(CommonRejection.NOT_ALLOWED, "This is for administrators.");
            }
            if (days < 1 || days > LONGEST_LOOK_BACK) {
                throw Rejection.of(CommonRejection.PARAMETER_INVALID, "days is 1 to 366.")
                        .at("days");
            }
            return searches.analytics(
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days - 1L));
        });
    }
}
