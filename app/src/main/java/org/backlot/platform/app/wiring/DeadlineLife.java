package org.backlot.platform.app.wiring;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Starts the deadlines when everything they may need stands. */
final class DeadlineLife implements SmartLifecycle {
    private final Scheduler scheduler;
    private volatile boolean running;

    DeadlineLife(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
