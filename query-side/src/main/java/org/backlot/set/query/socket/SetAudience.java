// Why this file exists: the log knows nothing of sockets, and the sockets nothing of how a log is followed.
package org.backlot.set.query.socket;

import org.backlot.log.api.RecordedEvent;

/** All who watch a set on this node. */
public interface SetAudience {
    /** Something has happened on a unit. Called in the order of the log, and must not wait. */
    void happened(RecordedEvent event);
}
