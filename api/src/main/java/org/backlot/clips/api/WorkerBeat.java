package org.backlot.clips.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a worker says of itself every few seconds. It is kept in Redis and goes by itself where the worker does not say it
 * again; it is telemetry, and no event.
 *
 * @param workerId which process, as in the history of its steps
 * @param since when it began to work
 * @param saidAt when it said this
 * @param steps what it is at, without saying whose
 */
public record WorkerBeat(String workerId, Instant since, Instant saidAt, List<AtWork> steps) {
    /** Where the ids of workers lie, by when each was last heard, in milliseconds. Some of them may be gone. */
    public static final String WORKERS = "clips:workers";

    /** How long a worker is believed that says nothing. */
    public static final Duration BELIEVED = Duration.ofSeconds(15);

    public WorkerBeat {
        steps = List.copyOf(steps);
    }

    /** Where a worker's word lies in Redis, as JSON. */
    public static String key(String workerId) {
        return "clips:worker:" + workerId;
    }

    /** One attempt. */
    public record AtWork(StepKind kind, int attempt, Instant since) {}
}
