package org.backlot.log.app;

import java.util.List;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.Tail;
import org.springframework.context.SmartLifecycle;

/** All who follow the log in this process: started when everything stands, stopped before anything goes. */
public final class Followers implements SmartLifecycle {
    private final List<FollowerLoop> loops;
    private final LogNotices notices;
    private final PassedPositions passed;
    private final Runnable prepare;
    private volatile boolean running;

    public Followers(
            List<? extends Following> followings,
            Tail<?> tail,
            LogNotices notices,
            PassedPositions passed,
            Runnable prepare) {
        this.loops = followings.stream()
                .map(following -> new FollowerLoop(following, tail))
                .toList();
        this.notices = notices;
        this.passed = passed;
        this.prepare = prepare;
    }

    @Override
    public void start() {
        prepare.run();
        notices.start();
        passed.start();
        loops.forEach(FollowerLoop::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        loops.forEach(FollowerLoop::close);
        notices.close();
        passed.close();
    }

    // Before the web server: whoever may ask must find the views there.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The loops of this process, for health and metrics. */
    public List<FollowerLoop> loops() {
        return loops;
    }
}
