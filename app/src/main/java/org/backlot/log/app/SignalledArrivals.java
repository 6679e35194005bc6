package org.backlot.log.app;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.backlot.eventstore.Tail;
import org.backlot.log.api.LogArrivals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Passes the log's signal on to all who show it live, by one thread, so that a slow one never holds up a commit. */
@Component
final class SignalledArrivals implements LogArrivals, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SignalledArrivals.class);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

    private static final class Listener {
        private final LongConsumer newest;
        private final Runnable over;

        private Listener(LongConsumer newest, Runnable over) {
            this.newest = newest;
            this.over = over;
        }
    }

    private final Tail<?> tail;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().name("log-arrivals").daemon().unstarted(this::run);
    private volatile boolean running;

    SignalledArrivals(Tail<?> tail) {
        this.tail = tail;
    }

    @Override
    public Listening listen(LongConsumer newest, Runnable over) {
        // Compared by identity: each call is a listener of its own.
        var listener = new Listener(newest, over);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        listeners.forEach(listener -> listener.over.run());
    }

    // Stopped before the web server, which otherwise would wait for answers that never end by themselves.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        long told = tail.known();
        while (running) {
            try {
                tail.awaitBeyond(told, LOOK_ANYWAY);
            } catch (InterruptedException e) {
                return;
            }
            long latest = tail.known();
            if (latest > told) {
                told = latest;
                tell(latest);
            }
        }
    }

    private void tell(long latest) {
        for (var listener : listeners) {
            try {
                listener.newest.accept(latest);
            } catch (RuntimeException e) {
                // The others must hear of it all the same; this one looks by itself.
                LOG.warn("a listener to the log failed", e);
            }
        }
    }
}
