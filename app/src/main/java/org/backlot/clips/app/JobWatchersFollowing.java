package org.backlot.clips.app;

import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.query.socket.JobAudience;
import org.backlot.log.app.Following;
import org.backlot.log.app.RecordedLog;

/**
 * Tells whoever watches clip jobs on this node what happens to them, straight from the log. It begins at the head: what was
 * before, a watcher reads when it comes.
 */
final class JobWatchersFollowing implements Following {
    private static final int BATCH = 500;
    private static final long NOT_BEGUN = -1;

    private final JobAudience audience;
    private final RecordedLog log;
    private volatile long position = NOT_BEGUN;

    JobWatchersFollowing(JobAudience audience, RecordedLog log) {
        this.audience = audience;
        this.log = log;
    }

    @Override
    public String name() {
        return "job-watchers";
    }

    @Override
    public int advance() {
        if (position == NOT_BEGUN) {
            position = log.head();
        }
        var stretch = log.newestAfter(position, BATCH, ClipJobEvent.class);
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
