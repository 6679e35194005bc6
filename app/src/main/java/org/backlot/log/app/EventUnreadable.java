package org.backlot.log.app;

import org.jspecify.annotations.Nullable;

/**
 * An event that this version of the program does not know or cannot decode. Nobody can tell whom it concerns and what would
 * have to wait behind it, so nobody goes past it.
 */
final class EventUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventUnreadable(long position, @Nullable Throwable cause) {
        super("the event at " + position + " cannot be read", cause);
    }
}
