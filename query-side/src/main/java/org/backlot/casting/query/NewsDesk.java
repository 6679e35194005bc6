package org.backlot.casting.query;

import java.util.function.Supplier;
import org.backlot.platform.query.LogGrowth;
import org.backlot.platform.query.Reads;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks for all who listen on this node where the newest of something is; a single look each time the log has grown, and
 * none while nobody listens.
 */
public final class NewsDesk {
    private final Flux<Long> newest;

    /**
     * @param view the view in which it is shown
     * @param look where the newest of it is now; 0 where there is none
     */
    public NewsDesk(LogGrowth log, Reads reads, String view, Supplier<Mono<Long>> look) {
        this.newest = log.grown()
                .onBackpressureLatest()
                .concatMap(
                        _ -> reads.ofNow(view, look)
                                // The view is behind or the database away; it is looked again in two seconds.
                                .onErrorResume(_ -> Mono.empty()),
                        0)
                .distinctUntilChanged()
                .replay(1)
                .refCount();
    }

    /** The position of the newest, and then of every newer one. */
    public Flux<Long> newest() {
        return newest;
    }
}
