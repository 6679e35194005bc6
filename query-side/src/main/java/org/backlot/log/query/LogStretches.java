package org.backlot.log.query;

import java.util.Optional;
import java.util.OptionalLong;
import org.backlot.log.query.AuditParameters.Place;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Turns instants into positions. Positions are the order of the log; the clocks of nodes may differ a little, so a stretch
 * of time is all from the first event to the last one that was recorded in it, with whatever lies between.
 */
@Component
public final class LogStretches {
    private final StoredEvents log;
    private final AuditIndex index;
    private final Reads reads;

    public LogStretches(StoredEvents log, AuditIndex index, Reads reads) {
        this.log = log;
        this.index = index;
        this.reads = reads;
    }

    /** The stretch from one place to another: positions are included, an instant at the end is not. */
    Mono<LogStretch> of(ReadRequest request, Optional<Place> from, Optional<Place> to) {
        return log.head().flatMap(head -> {
            // The index must have seen all that the stretch may cover, or it would end too early.
            var upToHead = new ReadRequest(request.signedIn(), OptionalLong.of(head));
            return reads.of(
                    upToHead,
                    AuditIndex.VIEW,
                    () -> Mono.zip(
                            first(from, head), last(to, head), (first, last) -> new LogStretch(first, last, head)));
        });
    }

    private Mono<Long> first(Optional<Place> from, long head) {
        return switch (from.orElse(new Place.Position(1))) {
            case Place.Position position -> Mono.just(Math.max(1, position.value()));
            case Place.Time time -> index.firstSince(time.value()).defaultIfEmpty(head + 1);
        };
    }

    private Mono<Long> last(Optional<Place> to, long head) {
        return switch (to.orElse(new Place.Position(head))) {
            case Place.Position position -> Mono.just(Math.min(head, position.value()));
            case Place.Time time -> index.lastBefore(time.value()).defaultIfEmpty(0L);
        };
    }
}
