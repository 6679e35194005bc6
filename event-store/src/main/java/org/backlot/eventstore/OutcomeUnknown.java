package org.backlot.eventstore;

/**
 * The connection was lost during the commit and the database did not come back in time to tell what became of it. The unit
 * may be in the log or not; it will not be tried again. Whoever gave a receipt learns it by asking again under its key.
 */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknown() {
        super("the connection was lost during the commit", null, false, false);
    }
}
