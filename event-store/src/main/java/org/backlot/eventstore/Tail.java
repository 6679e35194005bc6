package org.backlot.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest events, read once for all who follow the log in this process. What this process commits comes here straight
 * from the commit; what others commit is read from the table by whoever comes first. Followers wait here to be woken and
 * never ask the database whether there is something.
 *
 * @param <M> what followers want of an event, such as a message with its payload decoded
 */
public final class Tail<M> implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int READ_AT_ONCE = 1000;

    private final LogReader reader;
    private final Function<StoredEvent, M> decode;
    private final Predicate<StoredEvent> kept;
    private final StoredEvent[] ring;
    private final Object[] decoded;
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** So that only one of several followers reads the same rows. */
    private final ReentrantLock reading = new ReentrantLock();

    private long known;
    /** The ring holds the positions after {@code before} up to {@code last}. */
    private long before;

    private long last;

    /**
     * @param decode makes what followers want; called once per event, so it may be costly only when used
     * @param kept of which events the decoded form may be kept; for others it is made each time it is asked for
     * @param capacity how many events are kept
     */
    public Tail(LogReader reader, Function<StoredEvent, M> decode, Predicate<StoredEvent> kept, int capacity) {
        this.reader = reader;
        this.decode = decode;
        this.kept = kept;
        this.ring = new StoredEvent[capacity];
        this.decoded = new Object[capacity];
    }

    @Override
    public void committed(List<StoredEvent> events) {
        lock.lock();
        try {
            remember(events);
            known = Math.max(known, events.getLast().position());
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        callbacks.forEach(Tail::call);
    }

    /** Tells that the log has reached a position, by whomever. */
    public void reached(long position) {
        lock.lock();
        try {
            if (position <= known) {
                return;
            }
            known = position;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        callbacks.forEach(Tail::call);
    }

    /** The highest position that this process knows of. */
    public long known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log is known to have gone beyond a position, or the time is over. */
    public boolean awaitBeyond(long position, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (known <= position && left > 0) {
                left = moved.awaitNanos(left);
            }
            return known > position;
        } finally {
            lock.unlock();
        }
    }

    /** Runs whenever the log has moved, by the thread that noticed; must be quick. Returns how to stop it. */
    public Runnable onMove(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }

    // One that fails must silence neither the others nor the thread that noticed, on which everybody depends.
    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.warn("somebody could not be told that the log has moved", e);
        }
    }

    /** Up to {@code limit} events after a position, in order; empty where none is known. */
    public List<M> after(long position, int limit) {
        var recent = remembered(position, limit);
        if (!recent.isEmpty() || known() <= position) {
            return recent;
        }
        if (isBehindTheRing(position)) {
            return reader.after(position, limit).stream().map(decode).toList();
        }
        reading.lock();
        try {
            var meanwhile = remembered(position, limit);
            if (!meanwhile.isEmpty()) {
                return meanwhile;
            }
            var rows = reader.after(position, READ_AT_ONCE);
            if (!rows.isEmpty()) {
                committed(rows);
            }
            return remembered(position, limit);
        } finally {
            reading.unlock();
        }
    }

    private boolean isBehindTheRing(long position) {
        lock.lock();
        try {
            return position < before && last > before;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    private List<M> remembered(long position, int limit) {
        lock.lock();
        try {
            if (position < before || position >= last) {
                return List.of();
            }
            long end = Math.min(last, position + limit);
            var events = new ArrayList<M>(Math.toIntExact(end - position));
            for (long next = position + 1; next <= end; next++) {
                int slot = slot(next);
                var ready = (M) decoded[slot];
                events.add(ready != null ? ready : decode.apply(ring[slot]));
            }
            return events;
        } finally {
            lock.unlock();
        }
    }

    private void remember(List<StoredEvent> events) {
        if (events.getFirst().position() > last + 1 || last == 0) {
            // Others have committed in between; whoever needs theirs reads them from the table.
            before = events.getFirst().position() - 1;
            last = before;
        }
        for (var event : events) {
            if (event.position() == last + 1) {
                int slot = slot(event.position());
                ring[slot] = event;
                decoded[slot] = kept.test(event) ? decode.apply(event) : null;
                last = event.position();
            }
        }
        before = Math.max(before, last - ring.length);
    }

    private int slot(long position) {
        return Math.toIntExact(position % ring.length);
    }
}
