package org.backlot.set.app;

import org.backlot.log.app.Following;
import org.backlot.log.app.LogReader;
import org.backlot.log.app.Transactions;
import org.backlot.set.projection.LiveSetPublisher;

/** Drives the live state in Redis. It stands where Redis says, so an emptied Redis is filled again from the log. */
final class LiveSetFollowing implements Following {
    static final String NAME = "live-set";
    private static final int BATCH = 500;

    private final LiveSetPublisher publisher;
    private final LogReader log;
    private final Transactions transactions;

    LiveSetFollowing(LiveSetPublisher publisher, LogReader log, Transactions transactions) {
        this.publisher = publisher;
        this.log = log;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int advance() {
        long position = publisher.position();
        var events = transactions.plain(() -> log.after(position, BATCH));
        publisher.apply(events);
        return events.size();
    }

    @Override
    public long position() {
        return publisher.position();
    }
}
