package org.backlot.log.app;

import java.util.List;
import java.util.OptionalLong;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Feeds a subscriber: what it writes to PostgreSQL and the position reached are one commit. Events that do not concern it
 * cost it no transaction.
 */
public final class SubscriberFollowing implements Following {
    private static final int BATCH = 500;

    private final LogSubscriber subscriber;
    private final FollowerPositions positions;
    private final PassedPositions passed;
    private final RecordedLog log;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    /** Up to here everything was taken, here or elsewhere, or does not concern it. Only its own thread writes it. */
    private volatile OptionalLong reached = OptionalLong.empty();

    public SubscriberFollowing(
            LogSubscriber subscriber,
            FollowerPositions positions,
            PassedPositions passed,
            RecordedLog log,
            Transactions transactions,
            JdbcClient jdbc) {
        this.subscriber = subscriber;
        this.positions = positions;
        this.passed = passed;
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
        long from = position();
        var events = log.newestEventsAfter(from, BATCH);
        if (events.isEmpty()) {
            return 0;
        }
        long last = events.getLast().position();
        var concerning = events.stream()
                .filter(event -> subscriber.concerns(event.payload()))
                .toList();
        if (concerning.isEmpty()) {
            passed.passed(name(), last);
        } else if (!take(concerning, last)) {
            // Another node is at it.
            return 0;
        }
        reached = OptionalLong.of(last);
        return events.size();
    }

    private boolean take(List<RecordedEvent> events, long last) {
        return transactions.plain(() -> {
            var position = positions.tryLock(name());
            if (position.isEmpty()) {
                return false;
            }
            long taken = position.getAsLong();
            if (taken >= last) {
                return true;
            }
            // A view can be made again from the log, so its commit need not wait for the disk. Effects on the world can
            // not.
            if (subscriber instanceof Projection projection) {
                positions.commitWithoutWaiting();
                ProjectionSchemas.use(jdbc, projection.schema());
            }
            for (var event : events) {
                if (event.position() > taken) {
                    TraceContext.during(event, () -> subscriber.on(event));
                }
            }
            positions.moveTo(name(), last);
            return true;
        });
    }

    @Override
    public long position() {
        if (reached.isEmpty()) {
            reached = OptionalLong.of(positions.read(name()));
        }
        return reached.getAsLong();
    }
}
