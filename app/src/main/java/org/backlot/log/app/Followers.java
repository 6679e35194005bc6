package org.backlot.log.app;

import java.util.List;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.Tail;
import org.backlot.log.api.ViewPosition;
import org.springframework.context.SmartLifecycle;

/** All who follow the log in this process: started when everything stands, stopped before anything goes. */
public final class Followers implements SmartLifecycle {
    private final List<FollowerLoop> loops;
    private final LogNotices notices;
    private final PassedPositions passed;
    private final FollowerRows rows;
    private final Runnable prepare;
    private volatile boolean running;

    public Followers(
            List<? extends Following> followings,
            Tail<?> tail,
            LogNotices notices,
            PassedPositions passed,
            FollowerRows rows,
            Runnable prepare) {
        this.loops = followings.stream()
                .map(following -> new FollowerLoop(following, tail, passed))
                .toList();
        this.notices = notices.alsoHear(ViewPosition.WAITED_FOR, this::hurry);
        this.passed = passed;
        this.rows = rows;
        this.prepare = prepare;
    }

    @Override
    public void start() {
        prepare.run();
        notices.start();
        passed.start();
        rows.start();
        loops.forEach(FollowerLoop::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        loops.forEach(FollowerLoop::close);
        notices.close();
        passed.close();
        rows.close();
    }

    // Who is not here is at work in another process, which hears the same.
    private void hurry(String follower) {
        loops.stream().filter(loop -> loop.following().name().equals(follower)).forEach(FollowerLoop::hurry);
        passed.hurry();
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
