package org.backlot.clips.app;

import io.lettuce.core.RedisClient;
import org.backlot.clips.api.ProgressReports;
import org.backlot.clips.query.socket.JobAudience;
import org.backlot.log.app.Following;
import org.backlot.log.app.RecordedLog;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.wiring.OnRole;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Who hears of clip jobs, and how progress travels. */
@Configuration(proxyBeanMethods = false)
class ClipsWiring {
    @Bean
    @OnRole(Role.QUERY)
    Following jobWatchersFollowing(JobAudience audience, RecordedLog log) {
        return new JobWatchersFollowing(audience, log);
    }

    @Bean
    @OnRole(Role.WORKER)
    ProgressReports progressReports(RedisClient redis, JsonMapper json) {
        return new RedisProgressReports(redis, json);
    }
}
