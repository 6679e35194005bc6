package org.backlot.set.app;

import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import org.backlot.log.app.Following;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.Transactions;
import org.backlot.log.app.WatchersFollowing;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.wiring.OnRole;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.projection.LiveSetPublisher;
import org.backlot.set.query.socket.SetAudience;
import org.backlot.set.query.socket.UnitHistory;
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

    /** A device lags the camera by whatever is waited here. */
    @Bean
    @OnRole(Role.QUERY)
    Following devicesFollowing(SetAudience audience, RecordedLog log) {
        return new WatchersFollowing("devices", Duration.ZERO, LiveSetEvent.class, audience::happened, log);
    }

    @Bean
    UnitHistory unitHistory(RecordedLog log, HikariDataSource connectionPool) {
        return new RecordedUnits(log, connectionPool);
    }

    @Bean
    Rebuilds.RebuildableElsewhere liveSetRebuild(
            LiveSetPublisher publisher, RecordedLog log, Transactions transactions, RedisClient redis) {
        return new LiveSetRebuild(publisher, log, transactions, redis);
    }
}
