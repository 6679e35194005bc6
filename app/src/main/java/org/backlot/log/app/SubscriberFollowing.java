package org.backlot.log.app;

import java.util.List;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feeds a subscriber: what it writes to PostgreSQL and the position reached are one commit. */
public final class SubscriberFollowing implements Following {
    private static final int BATCH = 500;

    private final LogSubscriber subscriber;
    private final FollowerPositions positions;
    private final LogReader log;
    private final Transactions transactions;
    private final JdbcClient jdbc;

    public SubscriberFollowing(
            LogSubscriber subscriber,
            FollowerPositions positions,
            LogReader log,
            Transactions transactions,
            JdbcClient jdbc) {
        this.subscriber = subscriber;
        this.positions = positions;
        this.log = log;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return subscriber.name();
    }

    @Override
    public int advance() {
        return transactions.plain(() -> {
            var position = positions.tryLock(name());
            if (position.isEmpty()) {
                return 0;
            }
            List<RecordedEvent> events = log.after(position.getAsLong(), BATCH);
            if (events.isEmpty()) {
                return 0;
            }
            // A view can be made again from the log, so its commit need not wait for the disk. Effects on the world can
            // not.
            if (subscriber instanceof Projection projection) {
                positions.commitWithoutWaiting();
                ProjectionSchemas.use(jdbc, projection.schema());
            }
            for (var event : events) {
                TraceContext.during(event, () -> subscriber.on(event));
            }
            positions.moveTo(name(), events.getLast().position());
            return events.size();
        });
    }

    @Override
    public long position() {
        return positions.read(name());
    }
}
