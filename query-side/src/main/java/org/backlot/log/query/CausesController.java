package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backlot.log.query.AuditIndex.Link;
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

/** From an event back to the request that began it, or forward to all that followed from it (LED-1). */
@RestController
@RequestMapping("/api/v1/log/events")
public class CausesController {
    private final AuditRecord audits;
    private final Reads reads;
    private final AuditIndex index;
    private final EventsInWords words;

    public CausesController(AuditRecord audits, Reads reads, AuditIndex index, EventsInWords words) {
        this.audits = audits;
        this.reads = reads;
        this.index = index;
        this.words = words;
    }

    /** Which way a chain is followed. */
    enum Direction {
        CAUSES,
        EFFECTS;

        static Direction parse(@Nullable String text) {
            return switch (text) {
                case null -> CAUSES;
                case "causes" -> CAUSES;
                case "effects" -> EFFECTS;
                default -> throw AuditParameters.refused("direction", "direction is causes or effects");
            };
        }
    }

    /**
     * One event of a chain.
     *
     * @param steps how many causes lie between it and the event asked for
     * @param causedBy the position of the event that directly caused it; absent where a request did
     * @param event what it was, in business words
     */
    record CauseStep(int steps, @Nullable Long causedBy, TimelineEntry event) {}

    /**
     * The request at the beginning of a chain.
     *
     * @param id the correlation id of everything that followed from it
     * @param by who asked, by name
     * @param events the positions of the events that it caused directly, all in one commit
     */
    record FirstRequest(
            @Nullable String id,
            String by,
            @Nullable String actor,
            @Nullable String workspace,
            @Nullable String traceId,
            List<Long> events) {
        FirstRequest {
            events = List.copyOf(events);
        }
    }

    /**
     * A chain of causes or effects.
     *
     * @param chain backwards: the event asked for, what caused it, what caused that; forwards: in the order of the log
     * @param request where it all began
     * @param complete whether nothing was left out; a chain names at most 1,000 events
     */
    record CauseChain(
            long position, Direction direction, List<CauseStep> chain, FirstRequest request, boolean complete) {
        CauseChain {
            chain = List.copyOf(chain);
        }
    }

    /** The chain from an event. */
    @GetMapping("/{position}/causes")
    @Operation(
            summary = "What led to an event, back to the first request; or what followed from it",
            description =
                    "For the roles auditor and admin. Follows causation ids through the steps of processes to the "
                            + "request that began it all, with its actor and trace. Recorded as an audit read. (LED-1)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID", "PROJECTION_BEHIND"})
    Mono<CauseChain> causes(
            ReadRequest request,
            @PathVariable long position,
            @Parameter(description = "causes (the default) or effects") @RequestParam(required = false) @Nullable
                    String direction) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var way = Direction.parse(direction);
            var read = AuditRead.of("log.causes")
                    .with("position", AuditParameters.after("position", position))
                    .with("direction", way);
            return audits.write(auditor, read).then(reads.of(request, AuditIndex.VIEW, () -> chain(position, way)));
        });
    }

    private Mono<CauseChain> chain(long position, Direction way) {
        var links = way == Direction.CAUSES ? index.causes(position) : index.effects(position);
        return links.collectList().flatMap(chain -> {
            if (chain.isEmpty()) {
                return Mono.error(Rejection.of(CommonRejection.NOT_FOUND));
            }
            return firstOf(position, chain, way)
                    .flatMap(first -> Mono.zip(
                                    words.at(chain.stream().map(Link::position).toList()),
                                    words.at(List.of(first.position())),
                                    Optional.ofNullable(first.causation())
                                            .map(cause -> index.causedBy(cause).collectList())
                                            .orElseGet(() -> Mono.just(List.of())))
                            .map(parts -> {
                                var beginning = parts.getT2().getFirst();
                                return new CauseChain(
                                        position,
                                        way,
                                        steps(chain, parts.getT1()),
                                        new FirstRequest(
                                                first.correlation(),
                                                beginning.by(),
                                                beginning.actor(),
                                                first.workspace(),
                                                first.trace(),
                                                parts.getT3()),
                                        chain.size() < AuditIndex.LONGEST_CHAIN);
                            }));
        });
    }

    // Forwards, the beginning lies behind the event asked for.
    private Mono<Link> firstOf(long position, List<Link> chain, Direction way) {
        return way == Direction.CAUSES
                ? Mono.just(chain.getLast())
                : index.causes(position).last();
    }

    private static List<CauseStep> steps(List<Link> chain, List<TimelineEntry> entries) {
        var words = entries.stream().collect(Collectors.toMap(TimelineEntry::position, Function.identity()));
        var positions = chain.stream().collect(Collectors.toMap(Link::eventId, Link::position));
        return chain.stream()
                .map(link -> new CauseStep(
                        link.depth(),
                        Optional.ofNullable(link.causation())
                                .map(positions::get)
                                .orElse(null),
                        Optional.ofNullable(words.get(link.position())).orElseThrow()))
                .toList();
    }
}
