package org.backlot.log.query;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.backlot.log.api.LogArrivals;
import org.backlot.platform.query.LogGrowth;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The log from a position on, and then whatever comes, for as long as the program runs. */
@Component
public final class LiveLog {
    private static final int BATCH = 200;

    private final StoredEvents log;
    private final LogGrowth growth;

    public LiveLog(StoredEvents log, LogArrivals arrivals) {
        this.log = log;
        this.growth = new LogGrowth(arrivals);
    }

    /** Every event after a position, once, in order. A slow reader is read for slowly; nothing piles up. */
    Flux<StoredEvent> after(long position) {
        return Flux.defer(() -> {
            var last = new AtomicLong(position);
            return growth.grown().onBackpressureLatest().concatMap(_ -> upToTheHead(last), 0);
        });
    }

    private Flux<StoredEvent> upToTheHead(AtomicLong last) {
        return batch(last)
                .expand(batch -> batch.size() < BATCH ? Mono.empty() : batch(last))
                .concatMapIterable(batch -> batch, 1);
    }

    private Mono<List<StoredEvent>> batch(AtomicLong last) {
        return Mono.defer(() -> log.after(last.get(), BATCH).collectList().doOnNext(batch -> {
            if (!batch.isEmpty()) {
                last.set(batch.getLast().position());
            }
        }));
    }
}
