package org.backlot.clips.query.socket;

import org.backlot.log.api.RecordedEvent;

/** Whoever watches clip jobs on this node. Told of every event of them, in the order of the log. */
@FunctionalInterface
public interface JobAudience {
    /** Must return at once. */
    void happened(RecordedEvent event);
}
