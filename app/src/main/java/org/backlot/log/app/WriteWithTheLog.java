package org.backlot.log.app;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.backlot.log.api.Projection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feeds those views that must never be behind: in the commit of the events, after they have their positions. */
public final class WriteWithTheLog {
    private final JdbcClient jdbc;

    public WriteWithTheLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the events, just appended in the current unit of work, to the projections. */
    public void into(List<Projection> projections, List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        long last = CommitOrderedEventStorageEngine.positionIn(
                CurrentUnitOfWork.get().root().resources());
        long first = last - events.size() + 1;
        for (var projection : projections) {
            ProjectionSchemas.use(jdbc, projection.schema());
            for (int i = 0; i < events.size(); i++) {
                projection.on(LogReader.recorded(events.get(i), first + i));
            }
        }
        // The rest of the transaction is the caller's own.
        jdbc.sql("set local search_path to default").update();
    }
}
