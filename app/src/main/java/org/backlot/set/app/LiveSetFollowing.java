package org.backlot.set.app;

import org.backlot.log.app.Following;
import org.backlot.log.app.RecordedLog;
import org.backlot.set.projection.LiveSetPublisher;

/** Drives the live state in Redis. It stands where Redis says, so an emptied Redis is filled again from the log. */
final class LiveSetFollowing implements Following {
    static final String NAME = "live-set";
    private static final int BATCH = 500;

    private final LiveSetPublisher publisher;
    private final RecordedLog log;

    LiveSetFollowing(LiveSetPublisher publisher, RecordedLog log) {
        this.publisher = publisher;
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int advance() {
        long position = publisher.position();
        var events = log.newestEventsAfter(position, BATCH);
        publisher.apply(events);
        return events.size();
    }

    @Override
    public long position() {
        return publisher.position();
    }
}
