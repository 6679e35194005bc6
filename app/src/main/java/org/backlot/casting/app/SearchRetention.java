package org.backlot.casting.app;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what was searched for: by whom after ninety days, and how often after two years. */
@Configuration(proxyBeanMethods = false)
class SearchRetention {
    private static final Duration HISTORY = Duration.ofDays(90);
    private static final Duration TERMS = Duration.ofDays(731);

    @Bean
    Task<Void> forgetSearches(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("forget-searches", FixedDelay.ofHours(1)).execute((_, _) -> {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.sql("delete from search_log.history where at < ?")
                    .param(now.minus(HISTORY))
                    .update();
            jdbc.sql("delete from search_log.term where day < ?")
                    .param(now.minus(TERMS).toLocalDate())
                    .update();
        });
    }
}
