package org.backlot.log.app;

import java.util.HashMap;
import java.util.List;
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
    private final LogReader log;
    private final Transactions transactions;

    public SagaFollowing(
            String name,
            AnnotatedSagaManager<?> saga,
            FollowerPositions positions,
            LogReader log,
            Transactions transactions) {
        this.name = name;
        this.saga = saga;
        this.positions = positions;
        this.log = log;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int advance() {
        // Looked up outside the unit of work, which needs its message first; the lock inside decides.
        var next = log.messagesAfter(positions.read(name), BATCH);
        if (next.isEmpty()) {
            return 0;
        }
        int concern = 0;
        while (concern < next.size() && !saga.canHandle(next.get(concern), Segment.ROOT_SEGMENT)) {
            concern++;
        }
        return concern > 0 ? passBy(next.subList(0, concern)) : answer(next.getFirst());
    }

    // Most events concern no saga: one step over all of them, and none of them worth waiting for the disk.
    private int passBy(List<TrackedEventMessage<?>> others) {
        return transactions.plain(() -> {
            var locked = positions.tryLock(name);
            long last = LogReader.positionOf(others.getLast());
            if (locked.isEmpty() || locked.getAsLong() >= last) {
                return 0;
            }
            positions.commitWithoutWaiting();
            positions.moveTo(name, last);
            return others.size();
        });
    }

    private int answer(TrackedEventMessage<?> message) {
        var event = LogReader.recorded(message);
        return transactions.commit(message, _ -> {
            var locked = positions.tryLock(name);
            if (locked.isEmpty() || locked.getAsLong() >= event.position()) {
                return 0;
            }
            CommandOrigin.during(originOf(event), () -> TraceContext.during(event, () -> handle(message)));
            positions.moveTo(name, event.position());
            return 1;
        });
    }

    @Override
    public long position() {
        return positions.read(name);
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
