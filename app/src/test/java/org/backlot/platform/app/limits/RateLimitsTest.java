package org.backlot.platform.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedRedis;
import org.backlot.platform.app.embedded.Programs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class RateLimitsTest {
    private static final Scheduler WORKERS = Schedulers.newSingle("worker", true);
    private static final RateLimit LOGIN = new RateLimit("login", 5, Duration.ofMinutes(1));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T08:00:00Z"));

    @Test
    @DisplayName("PLT-2: five sign-ins a minute pass, the sixth waits, another address does not, Redis or no Redis")
    void counts_here_without_redis() {
        var limits = new RateLimits(
                new StaticListableBeanFactory().getBeanProvider(RedisClient.class),
                RateLimitsTest::digest,
                Clock.systemUTC(),
                WORKERS);

        for (int left = 4; left >= 0; left--) {
            var probe = limits.take(LOGIN, "address/1").blockOptional().orElseThrow();
            assertThat(probe.isConsumed()).isTrue();
            assertThat(probe.getRemainingTokens()).isEqualTo(left);
        }
        var sixth = limits.take(LOGIN, "address/1").blockOptional().orElseThrow();
        assertThat(sixth.isConsumed()).isFalse();
        assertThat(Duration.ofNanos(sixth.getNanosToWaitForRefill()))
                .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(limits.take(LOGIN, "address/2").blockOptional().orElseThrow().isConsumed())
                .isTrue();
    }

    @Test
    @DisplayName(
            "PLT-2 SET-4: while Redis keeps silent one request waits for it, and none waits to see whether it is back")
    void nobody_waits_for_redis() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var client = RedisClient.create("redis://127.0.0.1:" + silent.getLocalPort());
            var limits = node(client);
            assertThat(limits.take(LOGIN, "address/1").blockOptional()).isPresent();

            for (int look = 0; look < 3; look++) {
                now.updateAndGet(moment -> moment.plusSeconds(6));
                assertThat(limits.take(LOGIN, "address/2").toFuture())
                        .as("answered at once")
                        .isDone();
            }
            client.shutdownAsync();
        }
    }

    @Test
    @DisplayName("PLT-2: when Redis is back, nodes count together again")
    void together_again(@TempDir Path temporary) {
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            var redis = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), 0);
            int port = redis.port();
            var client = RedisClient.create(redis.address().uri().toString());
            var one = node(client);
            var other = node(client);
            // As at the start of a node: to connect takes longer than a request waits.
            one.afterPropertiesSet();
            other.afterPropertiesSet();
            assertThat(leftTo(one, "address/1")).isEqualTo(4);
            assertThat(leftTo(other, "address/1")).isEqualTo(3);

            redis.close();
            assertThat(leftTo(one, "address/2")).isEqualTo(4);
            assertThat(leftTo(other, "address/2")).as("each for itself").isEqualTo(4);

            var back = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), port);
            var names = new AtomicInteger();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                now.updateAndGet(moment -> moment.plusSeconds(6));
                var who = "somebody/" + names.incrementAndGet();
                return leftTo(one, who) == 4 && leftTo(other, who) == 3;
            });
            client.shutdown();
            back.close();
        }
    }

    @Test
    @DisplayName("PLT-2: a request that waited for Redis goes on with the workers, and not where Redis answers all")
    void goes_on_elsewhere(@TempDir Path temporary) {
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            var redis = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), 0);
            var client = RedisClient.create(redis.address().uri().toString());
            var node = node(client);
            node.afterPropertiesSet();
            assertThat(node.take(LOGIN, "address/1")
                            .map(_ -> Thread.currentThread().getName())
                            .block())
                    .startsWith("worker-");
            client.shutdown();
            redis.close();
        }
    }

    private RateLimits node(RedisClient client) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("redis", client);
        InstantSource time = now::get;
        return new RateLimits(
                beans.getBeanProvider(RedisClient.class),
                RateLimitsTest::digest,
                time.withZone(ZoneOffset.UTC),
                WORKERS);
    }

    private static long leftTo(RateLimits node, String who) {
        return node.take(LOGIN, who).blockOptional().orElseThrow().getRemainingTokens();
    }

    @Test
    @DisplayName("PLT-2: a limit is told as the draft of the RateLimit header fields has it")
    void policy() {
        assertThat(LOGIN.policy()).isEqualTo("\"login\";q=5;w=60");
    }

    private static byte[] digest(String purpose, String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((purpose + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
