package org.backlot.log.app;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.log.api.Projection;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feeds those views that must never be behind: in the commit of the events, after they have their positions. */
public final class WriteWithTheLog {
    private final PostgresEventStorageEngine engine;
    private final JdbcClient jdbc;

    public WriteWithTheLog(PostgresEventStorageEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** Lets the projections have those events of the current unit of work that concern them, once they are in the log. */
    public void into(List<Projection> projections, List<? extends EventMessage<?>> events) {
        var unit = engine.unitAppend(CurrentUnitOfWork.get());
        int before = unit.gathered() - events.size();
        for (var projection : projections) {
            var concerned = concerned(projection, events);
            if (!concerned.isEmpty()) {
                if (concerned.stream().anyMatch(index -> takesAway(projection, events.get(index)))) {
                    unit.raiseFence();
                }
                unit.alongside(appended -> write(projection, events, concerned, appended, before));
            }
        }
    }

    private void write(
            Projection projection,
            List<? extends EventMessage<?>> events,
            List<Integer> concerned,
            Appended appended,
            int before) {
        ProjectionSchemas.use(jdbc, projection.schema());
        for (int index : concerned) {
            projection.on(RecordedLog.recorded(events.get(index), appended.first() + before + index));
        }
        // The rest of the transaction is the caller's own.
        jdbc.sql("set local search_path to default").update();
    }

    private static boolean takesAway(Projection projection, EventMessage<?> event) {
        return ((WrittenWithTheLog) projection).takesAway((Event) event.getPayload());
    }

    private static List<Integer> concerned(Projection projection, List<? extends EventMessage<?>> events) {
        var immediate = (WrittenWithTheLog) projection;
        var concerned = new ArrayList<Integer>();
        for (int i = 0; i < events.size(); i++) {
            if (immediate.concerns((Event) events.get(i).getPayload())) {
                concerned.add(i);
            }
        }
        return concerned;
    }
}
