package org.backlot.eventstore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives the answers to groups, one group after the other, beside the appender: waking dozens of threads takes a tenth of
 * the time of a commit, and the next group need not wait for it. A small group is answered at once where nobody is before
 * it, for a thread more would cost it more than it saves.
 */
final class Answers implements AutoCloseable {
    /** Fewer are woken faster than the thread that would wake them. */
    private static final int WORTH_A_THREAD = 4;

    private final ExecutorService giving = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("log-answers").daemon().factory());
    /** How many groups have not been answered yet. */
    private final AtomicInteger pending = new AtomicInteger();

    void give(int units, Runnable answer) {
        if (units < WORTH_A_THREAD && pending.get() == 0) {
            answer.run();
            return;
        }
        pending.incrementAndGet();
        giving.execute(() -> {
            try {
                answer.run();
            } finally {
                pending.decrementAndGet();
            }
        });
    }

    /** Gives what is to be given, and takes nothing more. */
    @Override
    public void close() {
        giving.close();
    }
}
