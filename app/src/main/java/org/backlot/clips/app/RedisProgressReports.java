package org.backlot.clips.app;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.backlot.clips.api.ProgressReports;
import org.backlot.clips.api.StepProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Publishes progress in Redis. While Redis is away it is lost, which is all that it is worth. */
final class RedisProgressReports implements ProgressReports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisProgressReports.class);

    private final RedisClient redis;
    private final JsonMapper json;
    private @Nullable StatefulRedisConnection<String, String> connection;

    RedisProgressReports(RedisClient redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    @Override
    public void report(StepProgress progress) {
        try {
            connection().async().publish(StepProgress.channel(progress.jobId()), json.writeValueAsString(progress));
        } catch (RedisException away) {
            LOG.debug("Progress is not told: {}", away.toString());
        }
    }

    private synchronized StatefulRedisConnection<String, String> connection() {
        if (connection == null || !connection.isOpen()) {
            connection = redis.connect();
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
