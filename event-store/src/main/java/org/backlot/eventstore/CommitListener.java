package org.backlot.eventstore;

import java.util.List;

/** Hears of every group of events that this process has committed. */
@FunctionalInterface
public interface CommitListener {
    /**
     * Called once after the commit and before anybody is answered, never twice at a time and in the order of positions;
     * must be quick. Where a connection was lost and nobody waited for the truth any longer, it is not called at all: the
     * table tells.
     *
     * @param events what was committed, without gaps among themselves
     */
    void committed(List<StoredEvent> events);
}
