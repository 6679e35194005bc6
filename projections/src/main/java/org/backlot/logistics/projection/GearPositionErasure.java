package org.backlot.logistics.projection;

import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes where somebody was seen with gear once they ask for erasure. Positions lie beside the log in the clear, so
 * destroying the person's key does not reach them.
 */
@Component
public final class GearPositionErasure implements LogSubscriber {
    private final JdbcClient jdbc;

    public GearPositionErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "gear-position-erasure";
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof AccountErased;
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (recorded.payload() instanceof AccountErased erased) {
            jdbc.sql("delete from telemetry.gear_position where holder = ?")
                    .param(erased.accountId().value())
                    .update();
        }
    }
}
