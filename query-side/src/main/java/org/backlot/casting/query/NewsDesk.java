package org.backlot.casting.query;

import org.backlot.platform.query.LogGrowth;
import org.backlot.platform.query.Reads;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks for all who listen on this node where the newest application event is; a single look each time the log has grown,
 * and none while nobody listens.
 */
@Component
final class NewsDesk {
    private final Flux<Long> newest;

    NewsDesk(LogGrowth log, Reads reads, Applications applications) {
        this.newest = log.grown()
                .onBackpressureLatest()
                .concatMap(
                        _ -> reads.ofNow(TalentQueries.VIEW, applications::newest)
                                // The view is behind or the database away; it is looked again in two seconds.
                                .onErrorResume(_ -> Mono.empty()),
                        0)
                .distinctUntilChanged()
                .replay(1)
                .refCount();
    }

    /** The position of the newest application event, and then of every newer one. */
    Flux<Long> newest() {
        return newest;
    }
}
