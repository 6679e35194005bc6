package org.backlot.clips.worker.ffmpeg;

import java.util.ArrayList;
import java.util.List;

/** Whether a piece of work is still wanted. Cancelled once, for good, by any thread; running programs end with it. */
public final class Cancellation {
    private final List<Runnable> toDo = new ArrayList<>();
    private boolean cancelled;

    /** One that nobody cancels. */
    public static Cancellation none() {
        return new Cancellation();
    }

    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(toDo);
            toDo.clear();
        }
        due.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Runs when it is cancelled, or at once where it already is. Close what comes back when that no longer matters. */
    Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                toDo.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Runnable action) {
        toDo.remove(action);
    }

    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
