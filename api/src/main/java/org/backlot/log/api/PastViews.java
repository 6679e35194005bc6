package org.backlot.log.api;

import java.time.Instant;

/** Views as they were, each made by replaying the log up to a position into a copy of its own. All calls may block. */
public interface PastViews {
    /**
     * A copy that is held; it is kept for at least as long.
     *
     * @param schema where its tables are
     */
    record Held(String schema, Runnable holding) {
        /** Lets go of it. */
        public void release() {
            holding.run();
        }
    }

    /** The position of the newest event. */
    long head();

    /** The last position that was recorded by an instant; 0 where there is none. */
    long positionAt(Instant time);

    /**
     * A view as it was at a position. Throws {@code PAST_BUSY} where too many are being made or held, {@code PAST_TOO_LONG}
     * where it cannot be made in time, {@code NOT_FOUND} where there is no such view.
     */
    Held at(String projection, long position);
}
