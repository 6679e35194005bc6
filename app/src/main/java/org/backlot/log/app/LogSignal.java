package org.backlot.log.app;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who follow the log as soon as something was committed, here or on another node. */
public final class LogSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long latest;

    /** Tells that the log has reached a position. Called after the commit. */
    public void reached(long position) {
        lock.lock();
        try {
            if (position > latest) {
                latest = position;
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log is known to have gone beyond a position, or the time is over: then the caller looks itself. */
    public void awaitBeyond(long position, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (latest <= position && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The highest position known on this node. */
    public long latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }
}
