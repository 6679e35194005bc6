package org.backlot.clips.worker.runtime;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.ffmpeg.Cancellation;

/** The attempts that this process is at, so that one that is wanted no more can be stopped. */
public final class RunningAttempts {
    private final Map<AttemptAt, Entry> running = new ConcurrentHashMap<>();

    /** Stops an attempt, and every program it has started; nothing where it is not here. */
    public void withdraw(AttemptAt attempt) {
        Optional.ofNullable(running.get(attempt)).ifPresent(entry -> entry.cancellation.cancel());
    }

    /**
     * An attempt that is under way.
     *
     * @param underWay for how long
     */
    public record Running(StepKind kind, int attempt, Duration underWay) {}

    /** All of them, the oldest first. */
    public List<Running> all() {
        long now = System.nanoTime();
        return running.values().stream()
                .map(entry -> new Running(entry.kind, entry.attempt.attempt(), Duration.ofNanos(now - entry.began)))
                .sorted(Comparator.comparing(Running::underWay).reversed())
                .toList();
    }

    /** Notes one that begins; close what comes back when it has ended. */
    public Entry begin(AttemptAt attempt, StepKind kind) {
        var entry = new Entry(attempt, kind);
        running.put(attempt, entry);
        return entry;
    }

    /** One attempt, while it is run. */
    public final class Entry implements AutoCloseable {
        private final AttemptAt attempt;
        private final StepKind kind;
        private final Cancellation cancellation = new Cancellation();
        private final long began = System.nanoTime();

        private Entry(AttemptAt attempt, StepKind kind) {
            this.attempt = attempt;
            this.kind = kind;
        }

        Cancellation cancellation() {
            return cancellation;
        }

        @Override
        public void close() {
            running.remove(attempt, this);
        }
    }
}
