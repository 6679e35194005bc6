package org.backlot.logistics.app;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.backlot.logistics.command.telemetry.GearPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes where gear was seen once it is thirty days old, even when nobody reports a position any more. */
@Configuration(proxyBeanMethods = false)
class PositionRetention {
    @Bean
    Task<Void> forgetGearPositions(GearPositions positions) {
        return Tasks.recurring("forget-gear-positions", FixedDelay.ofHours(1)).execute((_, _) -> positions.purgeAll());
    }
}
