package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import org.backlot.log.query.LoggedEvent.Stretch;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The cursor feed of all events for auditors (LED-4). Positions are given in commit order and without gaps, so what lies
 * after a position never gains an earlier neighbour: a reader that goes on from its last position misses nothing.
 */
@RestController
@RequestMapping("/api/v1/log")
public class LogController {
    private final AuditRecord audits;
    private final StoredEvents log;
    private final EventsShown shown;

    public LogController(AuditRecord audits, StoredEvents log, EventsShown shown) {
        this.audits = audits;
        this.log = log;
        this.shown = shown;
    }

    /** The events after a position, oldest first. */
    @GetMapping
    @Operation(
            summary = "All events, in order and without gaps",
            description =
                    "For the roles auditor and admin. Send next_cursor as 'after' to go on; it is there even when "
                            + "nothing is, so that a reader can come back for more. Every call is recorded. (LED-4)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Stretch> log(
            ReadRequest request,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var read = AuditRead.of("log.feed")
                    .with("after", AuditParameters.after("after", after))
                    .with("limit", AuditParameters.limit(limit));
            var events = log.after(after, limit).concatMap(shown::shown).collectList();
            return audits.write(auditor, read).then(events.zipWith(log.head(), (data, head) -> {
                var next = data.isEmpty() ? after : data.getLast().position();
                return new Stretch(data, Long.toString(next), head);
            }));
        });
    }
}
