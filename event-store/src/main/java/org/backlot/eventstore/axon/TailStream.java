package org.backlot.eventstore.axon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.backlot.eventstore.Tail;

/** One reader of the log from some position on, without end. */
final class TailStream implements TrackingEventStream {
    private static final int PAGE = 500;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Tail<TrackedEventMessage<?>> tail;
    private final Deque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private long position;
    private Runnable unregister = () -> {};
    private volatile boolean closed;

    TailStream(Tail<TrackedEventMessage<?>> tail, long after) {
        this.tail = tail;
        this.position = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(page.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        fill();
        if (page.isEmpty() && timeout > 0 && !closed) {
            tail.awaitBeyond(position, Duration.of(timeout, unit.toChronoUnit()));
            fill();
        }
        return !page.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        fill();
        while (page.isEmpty()) {
            tail.awaitBeyond(position, LONGEST);
            fill();
        }
        return page.remove();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        unregister.run();
        unregister = tail.onMove(callback);
        return true;
    }

    @Override
    public void close() {
        closed = true;
        unregister.run();
    }

    private void fill() {
        if (page.isEmpty() && !closed) {
            page.addAll(tail.after(position, PAGE));
            if (!page.isEmpty()) {
                position = page.getLast().trackingToken().position().orElseThrow();
            }
        }
    }
}
