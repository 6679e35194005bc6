package org.backlot.eventstore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams for many who ask at the same time. Whoever finds a reader free goes at once, and takes along all who wait:
 * their streams come by one query. So the busier the database the fewer questions it is asked, and who is alone waits for
 * nobody.
 */
public final class StreamReads {
    private static final int MOST_AT_ONCE = 64;

    private final LogReader reader;
    private final int atATime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Wanted> waiting = new ArrayDeque<>();
    private int reading;

    /** @param atATime how many queries run beside each other */
    public StreamReads(LogReader reader, int atATime) {
        this.reader = reader;
        this.atATime = atATime;
    }

    /** What one of the callers waits for. */
    private static final class Wanted {
        private final StreamPart part;
        private final Condition changed;
        private boolean waiting = true;
        private @Nullable List<StoredEvent> events;
        private @Nullable RuntimeException failure;

        Wanted(StreamPart part, Condition changed) {
            this.part = part;
            this.changed = changed;
        }

        boolean isAnswered() {
            return events != null || failure != null;
        }

        List<StoredEvent> answer() {
            if (events == null) {
                throw failure == null ? new IllegalStateException("asked before it was answered") : failure;
            }
            return events;
        }
    }

    /**
     * The events of a stream from a sequence number on, in order.
     *
     * @throws LogUnavailable the database is away
     */
    public List<StoredEvent> stream(String name, long fromSequence) {
        var wanted = new Wanted(new StreamPart(name, fromSequence), lock.newCondition());
        queue(wanted);
        // Where many wait before it, the caller may read once for them and then again, with its own among them.
        for (var together = leadOrWait(wanted); !together.isEmpty(); together = leadOrWait(wanted)) {
            read(together);
        }
        return wanted.answer();
    }

    /** How many wait at this moment for a reader that is free. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void queue(Wanted wanted) {
        lock.lock();
        try {
            waiting.add(wanted);
        } finally {
            lock.unlock();
        }
    }

    /** Those whose streams the caller now reads; empty where its own has been read. */
    private List<Wanted> leadOrWait(Wanted wanted) {
        lock.lock();
        try {
            while (!wanted.isAnswered() && !(wanted.waiting && reading < atATime)) {
                wanted.changed.awaitUninterruptibly();
            }
            var together = new ArrayList<Wanted>();
            if (!wanted.isAnswered()) {
                reading++;
                while (together.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
                    var next = waiting.remove();
                    next.waiting = false;
                    together.add(next);
                }
            }
            return together;
        } finally {
            lock.unlock();
        }
    }

    private void read(List<Wanted> together) {
        try {
            var found =
                    reader.streams(together.stream().map(wanted -> wanted.part).toList());
            answer(together, number -> together.get(number).events = found.get(number));
        } catch (RuntimeException failure) {
            answer(together, number -> together.get(number).failure = failure);
        }
    }

    private void answer(List<Wanted> together, IntConsumer answer) {
        lock.lock();
        try {
            reading--;
            for (int number = 0; number < together.size(); number++) {
                answer.accept(number);
                together.get(number).changed.signal();
            }
            if (!waiting.isEmpty()) {
                waiting.element().changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
