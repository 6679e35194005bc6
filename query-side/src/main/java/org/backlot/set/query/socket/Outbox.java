// Why this file exists: a device that reads slowly must cost the node a bounded amount of memory and nobody else any
// time.
package org.backlot.set.query.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * What waits to be sent to one device. Answers come first and are never left out: too many of them end the conversation.
 * Changes are kept up to a limit; beyond it they give way to the latest state. Of the mission clock, and of the beats, the
 * latest alone is kept.
 *
 * <p>Offers never block and come from any thread. {@link #frames()} is subscribed to once.
 */
final class Outbox {
    private final int limit;
    private final Deque<String> answers = new ArrayDeque<>();
    private final Deque<String> changes = new ArrayDeque<>();
    private @Nullable String latestState;
    private @Nullable String latestClock;
    private @Nullable String latestBeat;
    private @Nullable FluxSink<String> sink;
    private boolean completed;
    private boolean draining;

    /** @param limit how many answers, and how many changes, may wait */
    Outbox(int limit) {
        this.limit = limit;
    }

    /** The frames, as fast as they are asked for. */
    Flux<String> frames() {
        return Flux.create(
                created -> {
                    synchronized (this) {
                        sink = created;
                    }
                    created.onRequest(_ -> drain());
                    drain();
                },
                FluxSink.OverflowStrategy.ERROR);
    }

    /**
     * An answer to this device.
     *
     * @return false where too many answers wait already: the device sends but does not read
     */
    boolean answer(String frame) {
        synchronized (this) {
            if (answers.size() >= limit) {
                return false;
            }
            answers.add(frame);
        }
        drain();
        return true;
    }

    /**
     * A change for all devices.
     *
     * @param state the state after it
     */
    void change(String frame, String state) {
        synchronized (this) {
            if (latestState != null || changes.size() >= limit) {
                changes.clear();
                latestState = state;
            } else {
                changes.add(frame);
            }
        }
        drain();
    }

    /** A reading of the mission clock. */
    void clock(String frame) {
        synchronized (this) {
            latestClock = frame;
        }
        drain();
    }

    /** A frame of the timecode begins. */
    void beat(String frame) {
        synchronized (this) {
            latestBeat = frame;
        }
        drain();
    }

    /** Ends the frames once all that waits was sent. */
    void complete() {
        synchronized (this) {
            completed = true;
        }
        drain();
    }

    /** How many frames wait. */
    synchronized int waiting() {
        return answers.size()
                + changes.size()
                + (latestState == null ? 0 : 1)
                + (latestClock == null ? 0 : 1)
                + (latestBeat == null ? 0 : 1);
    }

    private synchronized void drain() {
        var open = sink;
        // Sending may ask for more on the same thread: the loop below sees to it.
        if (open == null || draining) {
            return;
        }
        draining = true;
        try {
            while (open.requestedFromDownstream() > 0) {
                var next = next();
                if (next == null) {
                    break;
                }
                open.next(next);
            }
            if (completed && waiting() == 0) {
                open.complete();
            }
        } finally {
            draining = false;
        }
    }

    private @Nullable String next() {
        var answer = answers.poll();
        if (answer != null) {
            return answer;
        }
        var change = changes.poll();
        if (change != null) {
            return change;
        }
        if (latestState != null) {
            var state = latestState;
            latestState = null;
            return state;
        }
        if (latestClock != null) {
            var clock = latestClock;
            latestClock = null;
            return clock;
        }
        var beat = latestBeat;
        latestBeat = null;
        return beat;
    }
}
