package org.backlot.clips.app;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ProgressReports;
import org.backlot.clips.command.job.RetryPolicies;
import org.backlot.clips.query.socket.JobAudience;
import org.backlot.log.app.Following;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.WatchersFollowing;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.wiring.OnRole;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Who hears of clip jobs, how progress travels, and how patient jobs are. */
@Configuration(proxyBeanMethods = false)
class ClipsWiring {
    private static final Duration GATHERED = Duration.ofMillis(10);

    @Bean
    @OnRole(Role.QUERY)
    Following jobWatchersFollowing(JobAudience audience, RecordedLog log) {
        return new WatchersFollowing("job-watchers", GATHERED, ClipJobEvent.class, audience::happened, log);
    }

    /** The times of the specification, where {@code backlot.clips.steps.…} says nothing else. */
    @Bean
    RetryPolicies retryPolicies(Environment settings) {
        return RetryPolicies.configured(
                (name, usual) -> settings.getProperty("backlot.clips.steps." + name, Duration.class, usual));
    }

    @Bean
    @OnRole(Role.WORKER)
    ProgressReports progressReports(RedisClient redis, JsonMapper json) {
        return new RedisProgressReports(redis, json);
    }
}
