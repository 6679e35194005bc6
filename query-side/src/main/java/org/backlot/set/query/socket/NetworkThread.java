// Why this file exists: waking a network thread costs more than writing to a device, and a unit's devices share a few.
package org.backlot.set.query.socket;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gathers what is to be done on one network thread while it is busy or being woken, and wakes it once for all. */
final class NetworkThread {
    private final EventLoop loop;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    NetworkThread(EventLoop loop) {
        this.loop = loop;
    }

    /** Does something there, soon. */
    void soon(Runnable work) {
        waiting.add(work);
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::run);
        }
    }

    private void run() {
        // Before looking: who adds something from now on wakes anew.
        woken.set(false);
        for (var work = waiting.poll(); work != null; work = waiting.poll()) {
            work.run();
        }
    }
}
