package org.backlot.eventstore;

/** So many units wait for their commit that another one would only wait too long. Nothing was written; try again later. */
public final class LogBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogBusy(int waiting) {
        super(waiting + " units of work wait to be committed", null, false, false);
    }
}
