package org.backlot.shared;

/** A fact that lasts. One sealed interface per aggregate extends this; each record carries {@link EventName}. */
public interface Event {
    /** The event stream that holds this fact, {@code kind/id}, for example {@code treasury/0198…}. */
    String stream();
}
