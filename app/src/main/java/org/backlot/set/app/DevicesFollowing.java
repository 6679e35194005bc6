package org.backlot.set.app;

import java.time.Duration;
import org.backlot.log.app.Following;
import org.backlot.log.app.RecordedLog;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.query.socket.SetAudience;

/**
 * Tells this node's devices what happens on their sets, straight from the log. It begins at the head: what was before, a
 * device reads when it joins.
 */
final class DevicesFollowing implements Following {
    private static final int BATCH = 500;
    private static final long NOT_BEGUN = -1;

    private final SetAudience audience;
    private final RecordedLog log;
    private volatile long position = NOT_BEGUN;

    DevicesFollowing(SetAudience audience, RecordedLog log) {
        this.audience = audience;
        this.log = log;
    }

    @Override
    public String name() {
        return "devices";
    }

    /** A device lags the camera by whatever is waited here. */
    @Override
    public Duration gathersFor() {
        return Duration.ZERO;
    }

    @Override
    public int advance() {
        if (position == NOT_BEGUN) {
            position = log.head();
        }
        var stretch = log.newestAfter(position, BATCH, LiveSetEvent.class);
        stretch.events().forEach(audience::happened);
        int taken = Math.toIntExact(stretch.last() - position);
        position = stretch.last();
        return taken;
    }

    @Override
    public long position() {
        return Math.max(position, 0);
    }
}
