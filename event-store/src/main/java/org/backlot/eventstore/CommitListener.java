package org.backlot.eventstore;

import java.util.List;

/** Hears of every group of events that this process has committed. */
@FunctionalInterface
public interface CommitListener {
    /**
     * Called after the commit and before anybody is answered, by one thread and in the order of positions; must be quick.
     *
     * @param events what was committed, without gaps among themselves
     */
    void committed(List<StoredEvent> events);
}
