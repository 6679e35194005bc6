// Why this file exists: workers tell how far they are on other machines; Redis carries it here, past the log.
package org.backlot.clips.query.socket;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import org.backlot.clips.api.StepProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens to Redis for the progress of all jobs. While Redis is away nobody hears of progress, and of transitions as
 * always; a connection that was made comes back by itself, and one that could not be made is tried again.
 */
@Component
class ProgressFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressFeed.class);
    private static final Duration TRY_EVERY = Duration.ofSeconds(5);

    private final RedisClient redis;
    private final JobNews news;
    private final JsonMapper json;
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private @Nullable Disposable trying;

    ProgressFeed(RedisClient redis, JobNews news, JsonMapper json) {
        this.redis = redis;
        this.news = news;
        this.json = json;
    }

    @Override
    public synchronized void start() {
        trying = Flux.interval(Duration.ZERO, TRY_EVERY, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(_ -> listening())
                .subscribe();
    }

    private synchronized boolean listening() {
        if (connection != null || trying == null) {
            return true;
        }
        try {
            var made = redis.connectPubSub();
            made.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String pattern, String channel, String message) {
                    heard(message);
                }
            });
            made.async().psubscribe(StepProgress.CHANNELS + "*");
            connection = made;
            return true;
        } catch (RedisException away) {
            LOG.debug("Nobody hears of progress yet: {}", away.toString());
            return false;
        }
    }

    private void heard(String message) {
        try {
            news.progressed(json.readValue(message, StepProgress.class));
        } catch (JacksonException | IllegalArgumentException nonsense) {
            // Only programs of ours publish there; one of another version may say more than this one knows.
            LOG.debug("Progress that cannot be read: {}", nonsense.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void stop() {
        if (trying != null) {
            trying.dispose();
            trying = null;
        }
        if (connection != null) {
            connection.closeAsync();
            connection = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return trying != null;
    }
}
