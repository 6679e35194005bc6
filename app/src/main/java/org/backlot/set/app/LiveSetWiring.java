package org.backlot.set.app;

import io.lettuce.core.RedisClient;
import org.backlot.log.app.Following;
import org.backlot.log.app.LogReader;
import org.backlot.log.app.Rebuilds;
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
    Following liveSetFollowing(LiveSetPublisher publisher, LogReader log, Transactions transactions) {
        return new LiveSetFollowing(publisher, log, transactions);
    }

    @Bean
    Rebuilds.RebuildableElsewhere liveSetRebuild(
            LiveSetPublisher publisher, LogReader log, Transactions transactions, RedisClient redis) {
        return new LiveSetRebuild(publisher, log, transactions, redis);
    }
}
