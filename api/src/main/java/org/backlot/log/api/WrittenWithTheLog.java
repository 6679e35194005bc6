package org.backlot.log.api;

import org.backlot.shared.Event;

/**
 * Marks a projection that is written inside the commit of the events themselves and so is never behind. Only for what
 * decides whether the next request is allowed: it makes every commit longer.
 */
public interface WrittenWithTheLog {
    /** Whether the view may change with this event. What does not concern it costs the commit nothing. */
    boolean concerns(Event event);

    /**
     * Whether the event takes something away from somebody. Commands lean on rights that were read before, and are
     * refused where such an event has come in between; so whatever is not known for certain only to give counts as taking.
     */
    boolean takesAway(Event event);
}
