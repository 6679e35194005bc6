package org.backlot.eventstore;

import org.jspecify.annotations.Nullable;

/** The database did not answer. Nothing was appended; trying again later is safe. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
