package org.backlot.eventstore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads for many who ask at the same time. Whoever finds a reader free goes at once, and takes along all who wait: they are
 * answered by one query. So the busier the database the fewer questions it is asked, who is alone waits for nobody, and
 * however many ask, the connections in use are a few.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class SharedReads<Q, A> {
    private static final int MOST_AT_ONCE = 64;

    private final Function<List<Q>, List<A>> reader;
    private final int atATime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Wanted<Q, A>> waiting = new ArrayDeque<>();
    private int reading;

    /**
     * @param atATime how many queries run beside each other
     * @param reader answers each of one to 64 questions, in their order
     */
    public SharedReads(int atATime, Function<List<Q>, List<A>> reader) {
        this.atATime = atATime;
        this.reader = reader;
    }

    /** What one of the callers waits for. */
    private static final class Wanted<Q, A> {
        private final Q question;
        private final Condition changed;
        private boolean waiting = true;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        Wanted(Q question, Condition changed) {
            this.question = question;
            this.changed = changed;
        }

        boolean isAnswered() {
            return answer != null || failure != null;
        }

        A answer() {
            if (answer == null) {
                throw failure == null ? new IllegalStateException("asked before it was answered") : failure;
            }
            return answer;
        }
    }

    /** The answer; throws what the reader throws. Blocks. */
    public A ask(Q question) {
        var wanted = new Wanted<Q, A>(question, lock.newCondition());
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

    private void queue(Wanted<Q, A> wanted) {
        lock.lock();
        try {
            waiting.add(wanted);
        } finally {
            lock.unlock();
        }
    }

    /** Those for whom the caller now reads; empty where its own question has been answered. */
    private List<Wanted<Q, A>> leadOrWait(Wanted<Q, A> wanted) {
        lock.lock();
        try {
            while (!wanted.isAnswered() && !(wanted.waiting && reading < atATime)) {
                wanted.changed.awaitUninterruptibly();
            }
            var together = new ArrayList<Wanted<Q, A>>();
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

    private void read(List<Wanted<Q, A>> together) {
        try {
            var found = reader.apply(
                    together.stream().map(wanted -> wanted.question).toList());
            if (found.size() != together.size()) {
                throw new IllegalStateException("%d questions, %d answers".formatted(together.size(), found.size()));
            }
            var answers = found.iterator();
            answer(together, wanted -> wanted.answer = answers.next());
        } catch (RuntimeException failure) {
            answer(together, wanted -> wanted.failure = failure);
        }
    }

    private void answer(List<Wanted<Q, A>> together, Consumer<Wanted<Q, A>> answer) {
        lock.lock();
        try {
            reading--;
            for (var wanted : together) {
                answer.accept(wanted);
                wanted.changed.signal();
            }
            if (!waiting.isEmpty()) {
                waiting.element().changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
