package org.backlot.platform.app.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.backlot.log.app.FollowerLoop;
import org.backlot.log.app.Followers;
import org.backlot.log.app.RecordedLog;
import org.backlot.treasury.query.LedgerSum;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Health with dependencies (TAKE "System Health", PLT-3): what is up, how far each view is behind, whether books balance. */
@RestController
class HealthController {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long BEHIND = 10_000;

    private static final String UNKNOWN = "unknown";
    private static final String UNBALANCED = "unbalanced";

    private final RecordedLog log;
    private final Followers followers;
    private final RedisClient redis;
    private final ObjectProvider<KafkaHealth> kafka;
    private final ObjectProvider<LedgerSum> books;
    private final Clock clock;
    private final Scheduler workers;

    HealthController(
            RecordedLog log,
            Followers followers,
            RedisClient redis,
            ObjectProvider<KafkaHealth> kafka,
            ObjectProvider<LedgerSum> books,
            Clock clock,
            Scheduler workers) {
        this.log = log;
        this.followers = followers;
        this.redis = redis;
        this.kafka = kafka;
        this.books = books;
        this.clock = clock;
        this.workers = workers;
    }

    /**
     * The state of the program.
     *
     * @param status {@code healthy}, {@code degraded} (works, but something lags or is missing) or {@code unhealthy}
     * @param services what it depends on: {@code up}, {@code down}, or {@code idle} where it has not been needed yet
     * @param followers of this process: {@code position} reached, {@code failures} in a row, and how many
     *     events lie {@code parked}
     * @param head the newest position of the log
     * @param ledger whether all accounts sum to zero: {@code balanced}, {@code unbalanced} or {@code unknown}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Health(
            String status,
            Instant timestamp,
            Map<String, String> services,
            Map<String, FollowerHealth> followers,
            long head,
            String ledger) {
        Health withLedger(String state) {
            return new Health(
                    UNBALANCED.equals(state) ? "unhealthy" : status, timestamp, services, followers, head, state);
        }
    }

    /** Where a follower stands, how often in a row its next event failed, and how many it has laid aside. */
    record FollowerHealth(long position, int failures, long parked) {
        boolean ailing(long head) {
            return failures > 0 || parked > 0 || head - position > BEHIND;
        }
    }

    @Operation(
            summary = "Health with dependencies",
            description = "Public. 200 where requests can be served, 503 where the database is away (PLT-3).")
    @GetMapping("/api/v1/health")
    Mono<ResponseEntity<Health>> health() {
        return Mono.fromCallable(this::look)
                .subscribeOn(workers)
                .flatMap(health -> ledger().map(health::withLedger))
                .map(health -> ResponseEntity.status("unhealthy".equals(health.status()) ? 503 : 200)
                        .body(health));
    }

    // Only a process that answers reads can look; where the database is away nobody knows.
    private Mono<String> ledger() {
        var sums = books.getIfAvailable();
        return sums == null
                ? Mono.just(UNKNOWN)
                : sums.zero()
                        .map(zero -> zero ? "balanced" : UNBALANCED)
                        .onErrorReturn(DataAccessException.class, UNKNOWN);
    }

    private Health look() {
        var services = new TreeMap<String, String>();
        services.put("redis", redisAnswers() ? "up" : "down");
        kafka.ifAvailable(health -> services.put("kafka", health.state()));
        try {
            long head = log.head();
            services.put("database", "up");
            var positions = followers.loops().stream()
                    .collect(Collectors.toMap(
                            loop -> loop.following().name(), HealthController::health, (a, _) -> a, TreeMap::new));
            boolean ailing = services.containsValue("down")
                    || positions.values().stream().anyMatch(follower -> follower.ailing(head));
            return new Health(ailing ? "degraded" : "healthy", clock.instant(), services, positions, head, UNKNOWN);
        } catch (DataAccessException | TransactionException away) {
            services.put("database", "down");
            return new Health("unhealthy", clock.instant(), services, Map.of(), 0, UNKNOWN);
        }
    }

    private static FollowerHealth health(FollowerLoop loop) {
        try {
            return new FollowerHealth(
                    loop.following().position(),
                    loop.failuresInARow(),
                    loop.following().parked());
        } catch (RedisException away) {
            return new FollowerHealth(0, Math.max(1, loop.failuresInARow()), 0);
        }
    }

    private boolean redisAnswers() {
        try (StatefulRedisConnection<String, String> connection = redis.connect()) {
            connection.setTimeout(PATIENCE);
            return "PONG".equals(connection.sync().ping());
        } catch (RedisException away) {
            return false;
        }
    }
}
