package org.backlot.log.app;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.backlot.eventstore.Tail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one follower at the head of the log: advances while there is something, sleeps until woken, and after a failure
 * tries the same event again, ever more slowly. Whether one is laid aside in the end, the follower decides.
 */
public final class FollowerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);
    /** How long a lost wake-up can go unnoticed. */
    private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(10);

    private final Following following;
    private final Tail<?> tail;
    private final PassedPositions passed;
    private final Thread thread;
    private final Semaphore hurried = new Semaphore(0);
    /** Only its own thread asks. */
    private boolean waitedFor;

    private volatile boolean stopped;
    private volatile int failuresInARow;
    private volatile long lastPosition;

    public FollowerLoop(Following following, Tail<?> tail, PassedPositions passed) {
        this.following = following;
        this.tail = tail;
        this.passed = passed;
        this.thread =
                Thread.ofPlatform().name("follow-" + following.name()).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Somebody waits for what it has not taken yet. */
    void hurry() {
        hurried.release();
    }

    public Following following() {
        return following;
    }

    /** How often in a row the next event has failed; 0 when all is well. */
    public int failuresInARow() {
        return failuresInARow;
    }

    /** Where it stood when it last came to rest, half a second late at most; no query, for metrics. */
    public long lastPosition() {
        return lastPosition;
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean moved = true;
        long lookedAt = System.nanoTime() - LOOK_ANYWAY.toNanos();
        while (!stopped) {
            try {
                long known = tail.known();
                int taken = following.advance();
                failuresInARow = 0;
                moved |= taken > 0;
                if (taken == 0) {
                    if (moved && System.nanoTime() - lookedAt >= LOOK_ANYWAY.toNanos()) {
                        // At rest again: a good moment to look where it stands. That costs a query, so not after each
                        // event.
                        lastPosition = following.position();
                        moved = false;
                        lookedAt = System.nanoTime();
                    }
                    rest(known);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopped) {
                    return;
                }
                failuresInARow++;
                // Not swallowed: the position has not moved, the same event comes again, health shows the failure.
                // Messages may quote rows, and rows may name people: they are only for who asks to see them.
                LOG.error(
                        "{} failed after position {}, attempt {}: {}",
                        following.name(),
                        safePosition(),
                        failuresInARow,
                        Failure.of(e).inOneLine());
                LOG.debug("{} failed", following.name(), e);
                pauseBeforeRetry();
            } catch (Error broken) {
                // The thread ends here; health must say so for as long as the process lives.
                failuresInARow = Integer.MAX_VALUE;
                throw broken;
            }
        }
    }

    private void rest(long known) throws InterruptedException {
        if (waitedFor) {
            // What only passed by is written down by somebody else, who takes his time too.
            passed.hurry();
        }
        boolean gathers = following.takesItsTime() || tail.awaitBeyond(known, LOOK_ANYWAY);
        waitedFor = gathers && hurried.tryAcquire(following.gathersFor().toNanos(), TimeUnit.NANOSECONDS);
        hurried.drainPermits();
    }

    private void pauseBeforeRetry() {
        var pause = FIRST_RETRY.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
        try {
            Thread.sleep(pause.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Object safePosition() {
        try {
            return following.position();
        } catch (RuntimeException e) {
            return "unknown";
        }
    }
}
