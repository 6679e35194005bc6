package org.backlot.platform.query;

import java.time.Duration;
import org.backlot.log.api.LogArrivals;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Wakes whoever shows the log live, for as long as the program runs. */
@Component
public final class LogGrowth {
    // How long a lost notice can go unnoticed.
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(2);

    private final LogArrivals arrivals;

    public LogGrowth(LogArrivals arrivals) {
        this.arrivals = arrivals;
    }

    /** Something each time the log may have grown, and at once; ends with the program. */
    public Flux<Long> grown() {
        return Flux.defer(() -> {
            Sinks.Empty<Void> over = Sinks.empty();
            var told = Flux.<Long>create(sink -> {
                var listening = arrivals.listen(sink::next, over::tryEmitEmpty);
                sink.onDispose(listening::close);
            });
            return Flux.merge(told, Flux.interval(Duration.ZERO, LOOK_ANYWAY)).takeUntilOther(over.asMono());
        });
    }
}
