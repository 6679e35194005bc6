// Whoever types Ctrl-C does so at any moment, also while the program is half started. What runs by then must be
// known to somebody who stops it.
package org.backlot.platform.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be stopped, newest first: once, by whoever closes this or by the end of the process. */
final class WhatWasStarted implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WhatWasStarted.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::stop);
    private boolean stopped;

    private WhatWasStarted() {}

    /** Nothing yet. Throws where the process is ending already. */
    static WhatWasStarted stoppedAtEndOfProcess() {
        var started = new WhatWasStarted();
        Runtime.getRuntime().addShutdownHook(started.hook);
        return started;
    }

    /** From now on this is stopped before all that was added earlier; at once where everything has been stopped. */
    void add(AutoCloseable part) {
        synchronized (parts) {
            if (!stopped) {
                parts.push(part);
                return;
            }
        }
        stop(part);
        throw new IllegalStateException("The program was told to end while it was starting");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs, or has run; whoever comes second finds nothing left to stop.
        }
        stop();
    }

    // One after the other, also when one does not stop: the servers must not stay because the program failed to go.
    private synchronized void stop() {
        while (true) {
            AutoCloseable part;
            synchronized (parts) {
                stopped = parts.isEmpty();
                if (stopped) {
                    return;
                }
                part = parts.pop();
            }
            stop(part);
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            LOG.error("{} did not stop in order", part.getClass().getSimpleName(), failure);
        }
    }
}
