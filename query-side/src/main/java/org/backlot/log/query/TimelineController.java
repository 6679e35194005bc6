package org.backlot.log.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The life of one thing or person in business words (LED-1). */
@RestController
@RequestMapping("/api/v1/log/objects")
public class TimelineController {
    private final AuditRecord audits;
    private final Reads reads;
    private final AuditIndex index;
    private final EventsInWords words;

    public TimelineController(AuditRecord audits, Reads reads, AuditIndex index, EventsInWords words) {
        this.audits = audits;
        this.reads = reads;
        this.index = index;
        this.words = words;
    }

    /**
     * A page of a timeline.
     *
     * @param data what happened, oldest first
     * @param nextCursor what to send as {@code after} for more; absent where there is no more
     */
    record Timeline(
            UUID object,
            List<TimelineEntry> data,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {
        Timeline {
            data = List.copyOf(data);
        }
    }

    /** Every event about an object, oldest first. */
    @GetMapping("/{objectId}/timeline")
    @Operation(
            summary = "What happened to one thing or person",
            description =
                    "For the roles auditor and admin. Every event that names the id, each with a sentence in business "
                            + "words. Names of people are opened at the moment of reading: an erased person is [erased]. "
                            + "Recorded as an audit read. (LED-1)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID", "PROJECTION_BEHIND"})
    Mono<Timeline> timeline(
            ReadRequest request,
            @PathVariable String objectId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var object = AuditParameters.id("objectId", objectId).orElseThrow();
            var read = AuditRead.of("log.timeline")
                    .with("object", object)
                    .with("after", AuditParameters.after("after", after))
                    .with("limit", AuditParameters.limit(limit));
            return audits.write(auditor, read)
                    .then(reads.of(request, AuditIndex.VIEW, () -> page(object, after, limit)));
        });
    }

    private Mono<Timeline> page(UUID object, long after, int limit) {
        // One more than asked for tells whether there is more.
        return index.about(object, after, limit + 1).collectList().flatMap(positions -> {
            if (positions.isEmpty() && after == 0) {
                return Mono.error(Rejection.of(CommonRejection.NOT_FOUND));
            }
            var page = positions.subList(0, Math.min(limit, positions.size()));
            var next = positions.size() > limit ? Long.toString(page.getLast()) : null;
            return words.at(page).map(data -> new Timeline(object, data, next));
        });
    }
}
