// Why this file exists: readers and sockets look at the same state in Redis, and neither may wait for it for long.
package org.backlot.set.query;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the live state of units. Every read signals {@code UNAVAILABLE} where Redis does not answer within a second. */
@Component
public class LiveStates {
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Mono<StatefulRedisConnection<String, String>> connection;

    public LiveStates(RedisClient redis) {
        this.connection = Mono.fromCallable(() -> redis.connect())
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(open -> !open.isOpen());
    }

    /** The state of a unit; idle where Redis holds none. */
    public Mono<UnitState> of(ProjectId project, UnitId unit) {
        return bounded(commands()
                .flatMap(redis -> redis.hgetall(LiveSetKeys.unitState(project, unit))
                        .collectMap(KeyValue::getKey, KeyValue::getValue)
                        .map(hash -> UnitState.of(unit.toString(), hash))));
    }

    /** The last changes of a unit as they were published, newest first. */
    public Mono<List<String>> recent(ProjectId project, UnitId unit) {
        return bounded(commands()
                .flatMap(redis ->
                        redis.lrange(LiveSetKeys.recent(project, unit), 0, -1).collectList()));
    }

    /** Completes once the state has seen a position, or signals {@code PROJECTION_BEHIND} after five seconds. */
    public Mono<Void> reached(OptionalLong position) {
        if (position.isEmpty()) {
            return Mono.empty();
        }
        return lookUntil(position.getAsLong())
                .timeout(
                        LONGEST_WAIT,
                        Mono.error(() -> Rejection.of(CommonRejection.PROJECTION_BEHIND)
                                .with("projection", "live-set")
                                .retryAfter(Duration.ofSeconds(1))));
    }

    private Mono<Void> lookUntil(long position) {
        return bounded(commands().flatMap(redis -> redis.get(LiveSetKeys.POSITION)))
                .map(Long::valueOf)
                .defaultIfEmpty(0L)
                .flatMap(reached -> reached >= position
                        ? Mono.empty()
                        : Mono.delay(LOOK_AGAIN).then(Mono.defer(() -> lookUntil(position))));
    }

    private Mono<RedisReactiveCommands<String, String>> commands() {
        return connection.map(StatefulRedisConnection::reactive);
    }

    private static <T> Mono<T> bounded(Mono<T> read) {
        return read.timeout(LONGEST_READ)
                .onErrorMap(error -> !(error instanceof Rejection), error -> Rejection.of(CommonRejection.UNAVAILABLE));
    }
}
