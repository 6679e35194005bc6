// Why this file exists: a device that cannot count frames by itself is told of each one when it begins.
package org.backlot.set.query.socket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.backlot.set.api.UnitClock;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;

/**
 * Beats for units at their frame rates (SET-2; CLAP week 6: "persistent 24fps heartbeat sync"): once for each frame of the
 * mission clock, at the moment when it begins, from one thread. A beat that comes too late for its frame is left out, for
 * the next one says more.
 */
final class Heartbeat implements AutoCloseable {
    private final Supplier<Collection<UnitStory>> stories;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** The frame that each unit was told of last. */
    private final Map<UnitId, Long> told = new HashMap<>();

    private boolean asked;
    private volatile boolean closed;

    Heartbeat(Supplier<Collection<UnitStory>> stories, Clock clock) {
        this.stories = stories;
        this.clock = clock;
    }

    void start() {
        closed = false;
        Thread.ofPlatform().name("mission-clock").daemon().start(this::run);
    }

    /** Somebody new may want beats. */
    void lookAgain() {
        lock.lock();
        try {
            asked = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        lookAgain();
    }

    private void run() {
        while (!closed) {
            var now = clock.instant();
            @Nullable Instant next = null;
            for (var story : stories.get()) {
                var made = story.isBeating() ? story.clock().orElse(null) : null;
                if (made != null) {
                    var following = beat(story, made, now);
                    next = next == null || following.isBefore(next) ? following : next;
                }
            }
            awaitUntil(next);
        }
    }

    /** Tells of the frame that shows now, unless it was told; gives the moment when the next one begins. */
    private Instant beat(UnitStory story, UnitClock made, Instant now) {
        var running = made.missionClock(now);
        var rate = made.frameRate();
        long frame = rate.framesAt(Duration.between(running.anchoredAt(), now));
        var begins = running.anchoredAt().plus(rate.durationOf(frame));
        var before = told.put(story.unit(), frame);
        if (before == null || before != frame) {
            story.beat(ServerFrames.beat(
                    story.unit(), running.timecodeAtAnchor().plus(frame).label(), frame, begins));
        }
        return running.anchoredAt().plus(rate.durationOf(frame + 1));
    }

    private void awaitUntil(@Nullable Instant next) {
        lock.lock();
        try {
            if (asked) {
                asked = false;
            } else if (next == null) {
                told.clear();
                changed.await();
            } else {
                changed.awaitNanos(Duration.between(clock.instant(), next).toNanos());
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
