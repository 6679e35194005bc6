package org.backlot.log.api;

import org.backlot.shared.Event;

/**
 * Somebody who wants every event of the log, in order, each exactly once as far as its own database writes go: they are
 * committed together with the position reached. An exception stops it at that event, and it is tried again; after some
 * attempts the event is parked, and those of its {@link #sequence} wait behind it while others go on.
 */
public interface LogSubscriber {
    /** Its name in positions, metrics and commands; lower case with dashes. Never changes. */
    String name();

    /** Whether the event may matter to it. What does not is never handed over, and costs it nothing. */
    default boolean concerns(Event event) {
        return true;
    }

    /**
     * Names what must stay in order: while an event is parked, all others of its sequence wait. The event's stream, unless
     * what is written for one stream depends on what was written for another.
     */
    default String sequence(Event event) {
        return event.stream();
    }

    /** Takes one event. Must not be slow and must not touch the world outside. */
    void on(RecordedEvent event);
}
