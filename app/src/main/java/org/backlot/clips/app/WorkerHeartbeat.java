package org.backlot.clips.app;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.backlot.clips.api.WorkerBeat;
import org.backlot.clips.worker.runtime.RunningAttempts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in Redis, every few seconds, that this worker is there and what it is at. Who is killed says nothing any more and is
 * gone from there a moment later; who stops takes its word back. While Redis is away nobody hears it, and that is all.
 */
final class WorkerHeartbeat implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerHeartbeat.class);
    /** Ids of workers that are gone are swept out; clocks of nodes may differ by less. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final RedisClient redis;
    private final JsonMapper json;
    private final RunningAttempts running;
    private final Clock clock;
    private final String worker;
    private final Duration every;
    private @Nullable Thread thread;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private @Nullable Instant since;

    /** @param every how often; less than a third of what it is believed for */
    WorkerHeartbeat(
            RedisClient redis, JsonMapper json, RunningAttempts running, Clock clock, String worker, Duration every) {
        if (every.isNegative() || every.isZero() || every.multipliedBy(3).compareTo(WorkerBeat.BELIEVED) > 0) {
            throw new IllegalArgumentException("backlot.clips.heartbeat must be above 0 and at most "
                    + WorkerBeat.BELIEVED.dividedBy(3).toSeconds() + " s");
        }
        this.redis = redis;
        this.json = json;
        this.running = running;
        this.clock = clock;
        this.worker = worker;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        since = clock.instant();
        thread = Thread.ofPlatform().daemon().name("worker-heartbeat").start(this::beatOnAndOn);
    }

    private void beatOnAndOn() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                beat();
            } catch (RedisException away) {
                LOG.debug("Nobody hears that this worker is there: {}", away.toString());
            }
            try {
                Thread.sleep(every);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Says it once. */
    void beat() {
        var now = clock.instant();
        var beat = new WorkerBeat(
                worker,
                Optional.ofNullable(since).orElse(now),
                now,
                running.all().stream()
                        .map(attempt ->
                                new WorkerBeat.AtWork(attempt.kind(), attempt.attempt(), now.minus(attempt.underWay())))
                        .toList());
        var commands = connection().sync();
        commands.set(
                WorkerBeat.key(worker),
                json.writeValueAsString(beat),
                SetArgs.Builder.px(WorkerBeat.BELIEVED.toMillis()));
        commands.zadd(WorkerBeat.WORKERS, now.toEpochMilli(), worker);
        commands.zremrangebyscore(
                WorkerBeat.WORKERS, Range.create(0, now.minus(REMEMBERED).toEpochMilli()));
    }

    private synchronized StatefulRedisConnection<String, String> connection() {
        if (connection == null || !connection.isOpen()) {
            connection = redis.connect();
        }
        return connection;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
        if (connection != null) {
            try {
                connection.sync().del(WorkerBeat.key(worker));
            } catch (RedisException away) {
                LOG.debug("It goes by itself: {}", away.toString());
            }
            connection.close();
            connection = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
