package org.backlot.bench.simulation;

import java.time.Duration;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.Tail;

/** Follows the newest events as a streaming processor does: woken, never polling. It must see each once and in order. */
final class Following implements Runnable {
    private static final int AT_ONCE = 7;
    private static final Duration LOOK_WHETHER_OVER = Duration.ofMillis(50);
    private static final int BLIND_SPOT = 20;

    private final Tail<Long> tail;
    private final boolean skips;
    private volatile long until = Long.MAX_VALUE;

    Following(Tail<Long> tail, boolean skips) {
        this.tail = tail;
        this.skips = skips;
    }

    /** It may end when it has seen this position. */
    void finish(long head) {
        until = head;
    }

    @Override
    public void run() {
        long seen = 0;
        while (seen < until) {
            try {
                for (long position : tail.after(seen, AT_ONCE)) {
                    if (skips && position == BLIND_SPOT) {
                        continue;
                    }
                    if (position != seen + 1) {
                        SimulatedNode.say(Told.line("bad", "a follower saw", position, "after", seen));
                    }
                    seen = position;
                }
                tail.awaitBeyond(seen, LOOK_WHETHER_OVER);
            } catch (LogUnavailable e) {
                Nap.of(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
