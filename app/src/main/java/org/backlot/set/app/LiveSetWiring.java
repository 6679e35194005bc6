package org.backlot.set.app;

import io.lettuce.core.RedisClient;
import org.backlot.log.app.Following;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.Transactions;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.wiring.OnRole;
import org.backlot.set.projection.LiveSetPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The live state in Redis: driven where views are kept, comparable everywhere. */
@Configuration(proxyBeanMethods = false)
class LiveSetWiring {
    @Bean
    @OnRole(Role.PROJECTION)
    Following liveSetFollowing(LiveSetPublisher publisher, RecordedLog log) {
        return new LiveSetFollowing(publisher, log);
    }

    @Bean
    Rebuilds.RebuildableElsewhere liveSetRebuild(
            LiveSetPublisher publisher, RecordedLog log, Transactions transactions, RedisClient redis) {
        return new LiveSetRebuild(publisher, log, transactions, redis);
    }
}
