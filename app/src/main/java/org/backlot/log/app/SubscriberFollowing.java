package org.backlot.log.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Feeds a subscriber: what it writes to PostgreSQL and the position reached are one commit. Events that do not concern it
 * cost it no transaction. Many are taken at once as long as all goes well; after a failure one by one, until the one that
 * fails is found and either handled or parked.
 */
public final class SubscriberFollowing implements Following {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriberFollowing.class);
    private static final int BATCH = 500;
    private static final Duration SOON = Duration.ofMillis(10);

    private final LogSubscriber subscriber;
    private final FollowerPositions positions;
    private final RecordedLog log;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Parking parking;
    private final Reach reach;
    private final Duration viewsGatherFor;
    /** Up to here events are taken one by one. */
    private long carefulUntil;

    public SubscriberFollowing(
            LogSubscriber subscriber,
            FollowerPositions positions,
            PassedPositions passed,
            FollowerRows rows,
            RecordedLog log,
            Transactions transactions,
            JdbcClient jdbc,
            DeadLetters letters,
            ParkingRules rules,
            Duration viewsGatherFor) {
        this.viewsGatherFor = viewsGatherFor;
        this.subscriber = subscriber;
        this.positions = positions;
        this.log = log;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.reach = rows.watched(new Reach(name(), positions, passed));
        this.parking = new Parking(name(), new Handling(), letters, positions, reach, log, transactions, rules);
    }

    @Override
    public String name() {
        return subscriber.name();
    }

    @Override
    public boolean takesItsTime() {
        return subscriber instanceof Projection;
    }

    @Override
    public Duration gathersFor() {
        return takesItsTime() ? viewsGatherFor : SOON;
    }

    @Override
    public int advance() {
        long from = reach.position();
        if (from < carefulUntil) {
            return takeOne(from);
        }
        try {
            return takeMany(from);
        } catch (RuntimeException e) {
            var failure = Failure.of(e);
            if (!failure.eventsOwn()) {
                throw e;
            }
            LOG.warn("{} failed after {} ({}) and goes on one by one", name(), from, failure.inOneLine());
            carefulUntil = from + BATCH;
            return takeOne(from);
        }
    }

    private int takeMany(long from) {
        var next = log.newestAfter(from, BATCH);
        if (next.isEmpty()) {
            reach.lookWhereInDoubt();
            return 0;
        }
        long last = from;
        var concerning = new ArrayList<TrackedEventMessage<?>>();
        for (var message : next) {
            if (parking.decides(message)) {
                break;
            }
            last = RecordedLog.positionOf(message);
            if (subscriber.concerns(RecordedLog.payload(message))) {
                concerning.add(message);
            }
        }
        if (last == from) {
            return takeOne(from);
        }
        if (concerning.isEmpty()) {
            reach.passedBy(last);
        } else if (take(concerning, last)) {
            reach.committed(last);
        } else {
            // Another node is at it.
            return 0;
        }
        return Math.toIntExact(last - from);
    }

    private int takeOne(long from) {
        var next = log.newestAfter(from, 1);
        if (next.isEmpty() || !parking.take(next.getFirst())) {
            return 0;
        }
        reach.committed(RecordedLog.positionOf(next.getFirst()));
        return 1;
    }

    private boolean take(List<TrackedEventMessage<?>> messages, long last) {
        return transactions.plain(() -> {
            var standing = positions.tryLock(name());
            if (standing.isEmpty()) {
                return false;
            }
            long taken = standing.get().position();
            if (reach.wasTakenBack(taken)) {
                return false;
            }
            if (taken >= last) {
                return true;
            }
            prepare();
            var waiting = parking.waiting(standing.get());
            boolean laidBehind = false;
            for (var message : messages) {
                if (RecordedLog.positionOf(message) > taken) {
                    var event = RecordedLog.recorded(message);
                    if (waiting.contains(subscriber.sequence(event.payload()))) {
                        parking.layBehind(message);
                        laidBehind = true;
                    } else {
                        handle(event);
                    }
                }
            }
            if (laidBehind) {
                parking.laidBehind();
            }
            positions.moveTo(name(), last);
            return true;
        });
    }

    // A view can be made again from the log, so its commit need not wait for the disk. Effects on the world can not.
    private void prepare() {
        if (subscriber instanceof Projection projection) {
            ProjectionSchemas.useBehindTheLog(jdbc, projection.schema());
        }
    }

    private void handle(RecordedEvent event) {
        TraceContext.during(event, () -> subscriber.on(event));
    }

    @Override
    public long position() {
        return reach.position();
    }

    @Override
    public long parked() {
        return parking.count();
    }

    @Override
    public long parkedLately() {
        return reach.parked();
    }

    /** One event by itself. */
    private final class Handling implements Parking.Handler {
        @Override
        public boolean concerns(TrackedEventMessage<?> message) {
            return subscriber.concerns(RecordedLog.payload(message));
        }

        @Override
        public String sequence(TrackedEventMessage<?> message) {
            return subscriber.sequence(RecordedLog.payload(message));
        }

        @Override
        public void handle(TrackedEventMessage<?> message) {
            prepare();
            SubscriberFollowing.this.handle(RecordedLog.recorded(message));
        }
    }
}
