// Why this file exists: what is only good to know must neither wait long for Redis nor queue up while it is away.
package org.backlot.set.query;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Short questions to Redis. A connection on which one fails is let go of, with whatever waits on it, and the next question
 * opens another: so nothing piles up while Redis is away, and it is found again as soon as it is back.
 */
@Component
public class BriefRedis {
    private static final Logger LOG = LoggerFactory.getLogger(BriefRedis.class);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Mono<StatefulRedisConnection<String, String>> connection;

    public BriefRedis(RedisClient redis) {
        this.connection = Mono.fromCallable(() -> redis.connect())
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(open -> !open.isOpen());
    }

    /** Asks. Signals {@code UNAVAILABLE} where there is no connection, or no answer, within a second each. */
    public <T> Mono<T> ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
        return connection
                .timeout(LONGEST)
                .flatMap(open -> Mono.fromCompletionStage(() -> question.apply(open.async()))
                        .timeout(LONGEST)
                        .doOnError(_ -> open.closeAsync()))
                // What is made of the answer must not hold up Redis's own thread.
                .publishOn(Schedulers.parallel())
                .onErrorMap(BriefRedis::isOfTheConnection, error -> {
                    LOG.debug("Redis did not answer: {}", error.toString());
                    return Rejection.of(CommonRejection.UNAVAILABLE);
                });
    }

    // A connection that is reset under a question says so as the system does.
    private static boolean isOfTheConnection(Throwable error) {
        return error instanceof RedisException || error instanceof TimeoutException || error instanceof IOException;
    }

    /** Whether a question has failed because Redis is away. */
    public static boolean isAway(Throwable error) {
        return error instanceof Rejection rejection && rejection.code() == CommonRejection.UNAVAILABLE;
    }
}
