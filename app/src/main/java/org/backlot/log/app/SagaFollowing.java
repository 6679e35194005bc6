package org.backlot.log.app;

import java.util.HashMap;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.metamodel.SagaModel;
import org.backlot.log.api.Metadata;
import org.backlot.log.api.RecordedEvent;

/**
 * Feeds a saga: its state, the events of the commands it sends and the position reached are one commit, so an event is
 * answered exactly once whatever dies when.
 *
 * <p>What must stay in order is what goes to the same sagas, from whatever stream: one that has not heard a fact must not
 * decide upon a later one.
 */
public final class SagaFollowing implements Following {
    private static final int BATCH = 200;

    private final String name;
    private final AnnotatedSagaManager<?> saga;
    private final SagaModel<?> model;
    private final RecordedLog log;
    private final Parking parking;
    private final Reach reach;

    public SagaFollowing(
            String name,
            AnnotatedSagaManager<?> saga,
            SagaModel<?> model,
            FollowerPositions positions,
            PassedPositions passed,
            FollowerRows rows,
            RecordedLog log,
            Transactions transactions,
            DeadLetters letters,
            ParkingRules rules) {
        this.name = name;
        this.saga = saga;
        this.model = model;
        this.log = log;
        this.reach = rows.watched(new Reach(name, positions, passed));
        this.parking = new Parking(name, new Handling(), letters, positions, reach, log, transactions, rules);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int advance() {
        var next = log.newestAfter(reach.position(), BATCH);
        if (next.isEmpty()) {
            reach.lookWhereInDoubt();
            return 0;
        }
        int concern = 0;
        while (concern < next.size() && !concerns(next.get(concern))) {
            concern++;
        }
        return concern > 0 ? passBy(next.subList(0, concern)) : answer(next.getFirst());
    }

    private boolean concerns(TrackedEventMessage<?> message) {
        return parking.decides(message) || saga.canHandle(message, Segment.ROOT_SEGMENT);
    }

    // Most events concern no saga: one step over all of them.
    private int passBy(List<TrackedEventMessage<?>> others) {
        reach.passedBy(RecordedLog.positionOf(others.getLast()));
        return others.size();
    }

    private int answer(TrackedEventMessage<?> message) {
        if (!parking.take(message)) {
            // Another node is at it.
            return 0;
        }
        reach.committed(RecordedLog.positionOf(message));
        return 1;
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
            return saga.canHandle(message, Segment.ROOT_SEGMENT);
        }

        @Override
        public String sequence(TrackedEventMessage<?> message) {
            return model.resolveAssociation(message)
                    .map(association -> association.getKey() + "/" + association.getValue())
                    .orElseGet(() -> ((DomainEventMessage<?>) message).getAggregateIdentifier());
        }

        @Override
        public void handle(TrackedEventMessage<?> message) {
            var event = RecordedLog.recorded(message);
            CommandOrigin.during(originOf(event), () -> TraceContext.during(event, () -> answered(message)));
        }

        private void answered(TrackedEventMessage<?> message) {
            try {
                saga.handle(message, Segment.ROOT_SEGMENT);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("saga " + name + " failed", e);
            }
        }

        private HashMap<String, String> originOf(RecordedEvent event) {
            var origin = new HashMap<>(event.metadata());
            origin.put(Metadata.ACTOR, "saga/" + name);
            origin.put(Metadata.CAUSATION, event.eventId());
            return origin;
        }
    }
}
