package org.backlot.log.app;

import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.backlot.log.api.Metadata;

/**
 * Feeds a saga: its state, the events of the commands it sends and the position reached are one commit, so an event is
 * answered exactly once whatever dies when.
 */
public final class SagaFollowing implements Following {
    private static final int BATCH = 200;

    private final String name;
    private final AnnotatedSagaManager<?> saga;
    private final FollowerPositions positions;
    private final PassedPositions passed;
    private final RecordedLog log;
    private final Transactions transactions;
    /** Up to here everything was answered, here or elsewhere, or concerns no saga. Only its own thread writes it. */
    private volatile OptionalLong reached = OptionalLong.empty();

    public SagaFollowing(
            String name,
            AnnotatedSagaManager<?> saga,
            FollowerPositions positions,
            PassedPositions passed,
            RecordedLog log,
            Transactions transactions) {
        this.name = name;
        this.saga = saga;
        this.positions = positions;
        this.passed = passed;
        this.log = log;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int advance() {
        var next = log.newestAfter(position(), BATCH);
        if (next.isEmpty()) {
            return 0;
        }
        int concern = 0;
        while (concern < next.size() && !saga.canHandle(next.get(concern), Segment.ROOT_SEGMENT)) {
            concern++;
        }
        return concern > 0 ? passBy(next.subList(0, concern)) : answer(next.getFirst());
    }

    // Most events concern no saga: one step over all of them.
    private int passBy(List<TrackedEventMessage<?>> others) {
        long last = RecordedLog.positionOf(others.getLast());
        passed.passed(name, last);
        reached = OptionalLong.of(last);
        return others.size();
    }

    private int answer(TrackedEventMessage<?> message) {
        var event = RecordedLog.recorded(message);
        boolean answered = transactions.commit(message, _ -> {
            var locked = positions.tryLock(name);
            if (locked.isEmpty()) {
                return false;
            }
            if (locked.getAsLong() < event.position()) {
                CommandOrigin.during(originOf(event), () -> TraceContext.during(event, () -> handle(message)));
                positions.moveTo(name, event.position());
            }
            return true;
        });
        if (!answered) {
            // Another node is at it.
            return 0;
        }
        reached = OptionalLong.of(event.position());
        return 1;
    }

    @Override
    public long position() {
        if (reached.isEmpty()) {
            reached = OptionalLong.of(positions.read(name));
        }
        return reached.getAsLong();
    }

    private void handle(TrackedEventMessage<?> message) {
        try {
            saga.handle(message, Segment.ROOT_SEGMENT);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("saga " + name + " failed", e);
        }
    }

    private HashMap<String, String> originOf(org.backlot.log.api.RecordedEvent event) {
        var origin = new HashMap<>(event.metadata());
        origin.put(Metadata.ACTOR, "saga/" + name);
        origin.put(Metadata.CAUSATION, event.eventId());
        return origin;
    }
}
