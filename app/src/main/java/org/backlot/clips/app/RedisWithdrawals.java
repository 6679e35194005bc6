package org.backlot.clips.app;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.worker.runtime.RunningAttempts;
import org.backlot.clips.worker.runtime.Withdrawals;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Tells workers by Redis which attempts are wanted no more, and hears it. While Redis is away a worker goes on with work
 * that counts for nothing, until it is done or its time is over.
 */
final class RedisWithdrawals implements Withdrawals, SmartLifecycle {
    private static final String CHANNEL = "clips:withdrawn";

    private final RedisClient redis;
    private final RunningAttempts running;
    private @Nullable StatefulRedisPubSubConnection<String, String> listening;
    private @Nullable StatefulRedisPubSubConnection<String, String> telling;

    RedisWithdrawals(RedisClient redis, RunningAttempts running) {
        this.redis = redis;
        this.running = running;
    }

    /** Throws where Redis is away: whoever tells comes again. */
    @Override
    public void tell(AttemptAt attempt) {
        running.withdraw(attempt);
        telling().sync().publish(CHANNEL, attempt.toString());
    }

    private synchronized StatefulRedisPubSubConnection<String, String> telling() {
        if (telling == null || !telling.isOpen()) {
            telling = redis.connectPubSub();
        }
        return telling;
    }

    private void heard(String text) {
        attempt(text).ifPresent(running::withdraw);
    }

    /** What another version of the program may say is none of our business. */
    private static Optional<AttemptAt> attempt(String text) {
        var parts = text.split("/", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new AttemptAt(StepId.parse(parts[0]), Integer.parseInt(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void start() {
        try {
            var connection = redis.connectPubSub();
            connection.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    heard(message);
                }
            });
            connection.async().subscribe(CHANNEL);
            listening = connection;
        } catch (RedisException away) {
            throw new IllegalStateException("Redis must be there when a worker starts", away);
        }
    }

    @Override
    public synchronized void stop() {
        Optional.ofNullable(listening).ifPresent(StatefulRedisPubSubConnection::close);
        Optional.ofNullable(telling).ifPresent(StatefulRedisPubSubConnection::close);
        listening = null;
        telling = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }
}
