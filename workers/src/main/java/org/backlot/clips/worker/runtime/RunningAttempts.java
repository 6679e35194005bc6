package org.backlot.clips.worker.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.worker.ffmpeg.Cancellation;

/** The attempts that this process is at, so that one that is wanted no more can be stopped. */
public final class RunningAttempts {
    private final Map<AttemptAt, Cancellation> running = new ConcurrentHashMap<>();

    /** Stops an attempt, and every program it has started; nothing where it is not here. */
    public void withdraw(AttemptAt attempt) {
        Optional.ofNullable(running.get(attempt)).ifPresent(Cancellation::cancel);
    }

    /** Notes one that begins; close what comes back when it has ended. */
    Entry begin(AttemptAt attempt) {
        var cancellation = new Cancellation();
        running.put(attempt, cancellation);
        return new Entry(attempt, cancellation);
    }

    /** One attempt, while it is run. */
    final class Entry implements AutoCloseable {
        private final AttemptAt attempt;
        private final Cancellation cancellation;

        private Entry(AttemptAt attempt, Cancellation cancellation) {
            this.attempt = attempt;
            this.cancellation = cancellation;
        }

        Cancellation cancellation() {
            return cancellation;
        }

        @Override
        public void close() {
            running.remove(attempt, cancellation);
        }
    }
}
