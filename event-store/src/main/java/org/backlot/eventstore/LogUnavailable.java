package org.backlot.eventstore;

/** The database did not answer. Nothing was appended; trying again later is safe. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
