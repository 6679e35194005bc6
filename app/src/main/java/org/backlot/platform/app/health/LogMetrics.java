package org.backlot.platform.app.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.backlot.eventstore.Tail;
import org.backlot.log.app.FollowerLoop;
import org.backlot.log.app.Followers;
import org.springframework.stereotype.Component;

/** What an operator watches: how long the log is, where each follower stands, and which one fails (PLT-3). */
@Component
final class LogMetrics implements MeterBinder {
    private final Followers followers;
    private final Tail<?> tail;

    LogMetrics(Followers followers, Tail<?> tail) {
        this.followers = followers;
        this.tail = tail;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("backlot.log.head", tail, Tail::known)
                .description("The newest log position that this process knows of.")
                .register(registry);
        for (var loop : followers.loops()) {
            var name = loop.following().name();
            Gauge.builder("backlot.follower.position", loop, FollowerLoop::lastPosition)
                    .description(
                            "The log position up to which a follower has taken everything, as seen by this process.")
                    .tag("follower", name)
                    .register(registry);
            Gauge.builder("backlot.follower.failures", loop, FollowerLoop::failuresInARow)
                    .description("How often in a row a follower's next event has failed.")
                    .tag("follower", name)
                    .register(registry);
            Gauge.builder(
                            "backlot.follower.parked",
                            loop,
                            follower -> follower.following().parkedLately())
                    .description(
                            "How many events a follower has laid aside (dead letters, and what waits behind them).")
                    .tag("follower", name)
                    .register(registry);
        }
    }
}
