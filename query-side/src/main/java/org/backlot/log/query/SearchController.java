package org.backlot.log.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Finds events by what is known of them (LED-1). */
@RestController
@RequestMapping("/api/v1/log/search")
public class SearchController {
    private final AuditRecord audits;
    private final Reads reads;
    private final AuditIndex index;
    private final StoredEvents log;
    private final EventsShown shown;

    public SearchController(AuditRecord audits, Reads reads, AuditIndex index, StoredEvents log, EventsShown shown) {
        this.audits = audits;
        this.reads = reads;
        this.index = index;
        this.log = log;
        this.shown = shown;
    }

    /**
     * What was found.
     *
     * @param data the events, in the order of the log
     * @param nextCursor what to send as {@code after} for more; absent where there is no more
     */
    record FoundEvents(
            List<LoggedEvent> data,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {
        FoundEvents {
            data = List.copyOf(data);
        }
    }

    /** The events that meet every criterion given. */
    @GetMapping
    @Operation(
            summary = "Search the log",
            description =
                    "For the roles auditor and admin. Every criterion narrows the search; without any, all events are "
                            + "found. In the order of the log; send next_cursor as 'after' for more. The words of personal "
                            + "fields are not indexed and cannot be searched. Recorded as an audit read. (LED-1)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID", "PROJECTION_BEHIND"})
    Mono<FoundEvents> search(
            ReadRequest request,
            @Parameter(description = "A stored name such as treasury.EscrowLocked")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @Parameter(description = "An id that the event names, such as an account, a project or an escrow")
                    @RequestParam(required = false)
                    @Nullable
                    String object,
            @Parameter(description = "An account, a process such as saga/escrow-release, or 'anonymous'")
                    @RequestParam(required = false)
                    @Nullable
                    String actor,
            @Parameter(description = "The workspace in whose name it was asked")
                    @RequestParam(required = false)
                    @Nullable
                    String workspace,
            @Parameter(description = "Recorded at this instant or later") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "Recorded before this instant") @RequestParam(required = false) @Nullable
                    String to,
            @Parameter(description = "The request at the beginning of the chain")
                    @RequestParam(required = false)
                    @Nullable
                    String correlation,
            @Parameter(description = "The trace of that request (W3C Trace Context)")
                    @RequestParam(required = false)
                    @Nullable
                    String trace,
            @Parameter(
                            description =
                                    "Words, all of which must occur; \"in quotes\" next to each other, -word not at all")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var criteria = SearchCriteria.parse(type, object, actor, workspace, from, to, correlation, trace, text);
            AuditParameters.after("after", after);
            AuditParameters.limit(limit);
            return audits.write(auditor, recorded(criteria, after, limit))
                    .then(reads.of(request, AuditIndex.VIEW, () -> found(criteria, after, limit)));
        });
    }

    private AuditRead recorded(SearchCriteria criteria, long after, int limit) {
        var read = AuditRead.of("log.search").with("after", after).with("limit", limit);
        for (var given : criteria.binds().entrySet()) {
            read = given.getKey().equals("text")
                    ? read.with("textDigest", audits.digestOf(given.getValue().toString()))
                    : read.with(given.getKey(), given.getValue());
        }
        return read;
    }

    private Mono<FoundEvents> found(SearchCriteria criteria, long after, int limit) {
        // One more than asked for tells whether there is more.
        return index.search(criteria, after, limit + 1).collectList().flatMap(positions -> {
            var page = positions.subList(0, Math.min(limit, positions.size()));
            var next = positions.size() > limit ? Long.toString(page.getLast()) : null;
            return log.at(page).concatMap(shown::shown).collectList().map(data -> new FoundEvents(data, next));
        });
    }
}
