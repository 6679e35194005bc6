package org.backlot.platform.app.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.backlot.shared.ServerSecret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Counts requests in Redis, so that all nodes count together. Where Redis is away each node counts for itself: limits
 * become looser by the number of nodes, but nothing is refused or broken for it, and no request waits to see whether it is
 * back.
 */
@Component
final class RateLimits implements InitializingBean {
    private static final Duration LONGEST_WAIT_FOR_REDIS = Duration.ofMillis(250);
    /** Connecting, with all that is loaded for it, happens once, before anybody waits for it. */
    private static final Duration LONGEST_WAIT_AT_THE_START = Duration.ofSeconds(5);

    private static final RateLimit AT_THE_START = new RateLimit("start", 1_000_000, Duration.ofSeconds(1));
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration KEPT_AFTER_REFILL = Duration.ofSeconds(10);
    private static final Duration COUNTED_AFTER = Duration.ofSeconds(1);
    private static final int MOST_LOCAL_BUCKETS = 50_000;
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

    private final ObjectProvider<RedisClient> redis;
    private final ServerSecret secret;
    private final Clock clock;
    private final Scheduler workers;
    private static final Instant IS_THERE = Instant.MIN;

    /** When to look whether Redis is back; {@link #IS_THERE} while it is. */
    private final AtomicReference<Instant> lookAgainAt = new AtomicReference<>(IS_THERE);

    private final Map<String, Bucket> local = new LeastRecentlyUsed<>();
    private final Map<String, AsyncBucketProxy> lent = new LeastRecentlyUsed<>();
    private volatile Optional<Shared> shared = Optional.empty();

    private record Shared(StatefulConnection<?, ?> connection, AsyncProxyManager<String> buckets) {}

    RateLimits(ObjectProvider<RedisClient> redis, ServerSecret secret, Clock clock, Scheduler workers) {
        this.redis = redis;
        this.secret = secret;
        this.clock = clock;
        this.workers = workers;
    }

    /** Counts once for nothing: otherwise the first requests would find the connection too slow and count here alone. */
    @Override
    public void afterPropertiesSet() {
        if (redis.getIfAvailable() != null) {
            countForNothing().block();
        }
    }

    /**
     * Takes one request from somebody's allowance.
     *
     * @param who an account or an address; only its keyed digest leaves this process
     */
    Mono<ConsumptionProbe> take(RateLimit limit, String who) {
        return goingOnElsewhere(taken(limit, who));
    }

    // One thread brings what Redis says to all who ask it: whoever did the work of a request there would keep the
    // others waiting.
    private <T> Mono<T> goingOnElsewhere(Mono<T> answer) {
        return Mono.defer(() -> {
            var asking = Thread.currentThread();
            return answer.flatMap(said -> asking.equals(Thread.currentThread())
                    ? Mono.just(said)
                    : Mono.just(said).publishOn(workers));
        });
    }

    private Mono<ConsumptionProbe> taken(RateLimit limit, String who) {
        var key = key(limit, who);
        var configuration = configuration(limit);
        var here = Mono.fromSupplier(() -> takeHere(key, configuration));
        if (!IS_THERE.equals(lookAgainAt.get())) {
            lookWhetherItIsBack();
            return here;
        }
        return takeShared(limit, key, configuration, LONGEST_WAIT_FOR_REDIS).onErrorResume(failure -> {
            away(failure);
            return here;
        });
    }

    private String key(RateLimit limit, String who) {
        return "limit:" + limit.name() + ":" + HexFormat.of().formatHex(secret.digest("rate-limit", who), 0, 16);
    }

    private static BucketConfiguration configuration(RateLimit limit) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.requests()).refillIntervally(limit.requests(), limit.window()))
                .build();
    }

    private Mono<ConsumptionProbe> takeShared(
            RateLimit limit, String key, BucketConfiguration configuration, Duration longestWait) {
        return sharedBuckets()
                .flatMap(buckets -> Mono.fromFuture(
                        () -> bucket(buckets, limit, key, configuration).tryConsumeAndReturnRemaining(1)))
                .timeout(longestWait);
    }

    private Mono<ConsumptionProbe> countForNothing() {
        return takeShared(
                        AT_THE_START,
                        key(AT_THE_START, "this node"),
                        configuration(AT_THE_START),
                        LONGEST_WAIT_AT_THE_START)
                .onErrorResume(failure -> {
                    away(failure);
                    return Mono.empty();
                });
    }

    /** By the first request that comes when it is time, which does not wait for the answer. */
    private void lookWhetherItIsBack() {
        var now = clock.instant();
        var due = lookAgainAt.get();
        if (!now.isBefore(due) && lookAgainAt.compareAndSet(due, now.plus(BETWEEN_TRIES))) {
            countForNothing().subscribe(_ -> back());
        }
    }

    /**
     * The bucket that all nodes share. Of a generous limit it grants a few requests by itself and counts them a moment later:
     * otherwise each request would wait for Redis twice.
     */
    private AsyncBucketProxy bucket(
            AsyncProxyManager<String> buckets, RateLimit limit, String key, BucketConfiguration configuration) {
        if (limit.countedLater() == 0) {
            return buckets.builder().build(key, configuration);
        }
        synchronized (lent) {
            return lent.computeIfAbsent(
                    key,
                    _ -> buckets.builder()
                            .withOptimization(
                                    Optimizations.delaying(new DelayParameters(limit.countedLater(), COUNTED_AFTER)))
                            .build(key, configuration));
        }
    }

    private ConsumptionProbe takeHere(String key, BucketConfiguration configuration) {
        Bucket bucket;
        synchronized (local) {
            bucket = local.computeIfAbsent(key, _ -> {
                var builder = Bucket.builder();
                for (var bandwidth : configuration.getBandwidths()) {
                    builder.addLimit(bandwidth);
                }
                return builder.build();
            });
        }
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    private Mono<AsyncProxyManager<String>> sharedBuckets() {
        return Mono.defer(() -> shared.map(Mono::just)
                        .orElseGet(() -> Mono.fromCallable(this::connected).subscribeOn(Schedulers.boundedElastic())))
                .map(known -> {
                    // What is said to a broken connection waits for another one, and whoever says it too.
                    if (!known.connection().isOpen()) {
                        throw new IllegalStateException("the connection is broken");
                    }
                    return known.buckets();
                });
    }

    private synchronized Shared connected() {
        return shared.orElseGet(() -> {
            var client = redis.getIfAvailable();
            if (client == null) {
                throw new IllegalStateException("no Redis is configured");
            }
            var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            AsyncProxyManager<String> buckets = Bucket4jLettuce.casBasedBuilder(connection)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_AFTER_REFILL))
                    .build()
                    .asAsync();
            var made = new Shared(connection, buckets);
            shared = Optional.of(made);
            return made;
        });
    }

    private void away(Throwable failure) {
        var before = lookAgainAt.getAndSet(clock.instant().plus(BETWEEN_TRIES));
        if (IS_THERE.equals(before)) {
            LOG.warn(
                    "Redis is away ({}): each node counts requests for itself until it is back",
                    failure.getClass().getSimpleName());
        }
    }

    private void back() {
        if (!IS_THERE.equals(lookAgainAt.getAndSet(IS_THERE))) {
            LOG.info("Redis is back: all nodes count requests together again");
        }
    }

    /** Bounded, so that a flood of addresses cannot fill the memory; who is forgotten begins anew. */
    private static final class LeastRecentlyUsed<B> extends LinkedHashMap<String, B> {
        private static final long serialVersionUID = 1L;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, B> eldest) {
            return size() > MOST_LOCAL_BUCKETS;
        }
    }
}
