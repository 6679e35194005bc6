package org.backlot.log.app;

import java.time.Duration;
import java.util.function.Consumer;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;

/**
 * Tells those who watch something live on this node what happens to it, straight from the log. It begins at the head: what
 * was before, a watcher reads when it comes. It writes nothing, and keeps no position.
 */
public final class WatchersFollowing implements Following {
    private static final int BATCH = 500;
    private static final long NOT_BEGUN = -1;

    private final String name;
    private final Duration gathersFor;
    private final Class<? extends Event> kind;
    private final Consumer<RecordedEvent> audience;
    private final RecordedLog log;
    private volatile long position = NOT_BEGUN;

    /**
     * @param gathersFor how long it lets events gather: a watcher lags by that
     * @param kind of what they hear; no other event is decoded
     * @param audience is told in the order of the log, and must not wait
     */
    public WatchersFollowing(
            String name,
            Duration gathersFor,
            Class<? extends Event> kind,
            Consumer<RecordedEvent> audience,
            RecordedLog log) {
        this.name = name;
        this.gathersFor = gathersFor;
        this.kind = kind;
        this.audience = audience;
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration gathersFor() {
        return gathersFor;
    }

    @Override
    public int advance() {
        if (position == NOT_BEGUN) {
            position = log.head();
        }
        var stretch = log.newestAfter(position, BATCH, kind);
        stretch.events().forEach(audience);
        int taken = Math.toIntExact(stretch.last() - position);
        position = stretch.last();
        return taken;
    }

    @Override
    public long position() {
        return Math.max(position, 0);
    }
}
