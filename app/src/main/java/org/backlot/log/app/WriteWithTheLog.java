package org.backlot.log.app;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feeds those views that must never be behind: in the commit of the events, after they have their positions. */
public final class WriteWithTheLog {
    private final JdbcClient jdbc;

    public WriteWithTheLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the events, just appended in the current unit of work, to the projections that they concern. */
    public void into(List<Projection> projections, List<? extends EventMessage<?>> events) {
        long last = CommitOrderedEventStorageEngine.positionIn(
                CurrentUnitOfWork.get().root().resources());
        long first = last - events.size() + 1;
        boolean moved = false;
        for (var projection : projections) {
            var concerned = concerned(projection, events, first);
            if (!concerned.isEmpty()) {
                ProjectionSchemas.use(jdbc, projection.schema());
                concerned.forEach(projection::on);
                moved = true;
            }
        }
        if (moved) {
            // The rest of the transaction is the caller's own.
            jdbc.sql("set local search_path to default").update();
        }
    }

    private static List<RecordedEvent> concerned(
            Projection projection, List<? extends EventMessage<?>> events, long first) {
        var immediate = (WrittenWithTheLog) projection;
        var concerned = new ArrayList<RecordedEvent>();
        for (int i = 0; i < events.size(); i++) {
            if (immediate.concerns((Event) events.get(i).getPayload())) {
                concerned.add(LogReader.recorded(events.get(i), first + i));
            }
        }
        return concerned;
    }
}
