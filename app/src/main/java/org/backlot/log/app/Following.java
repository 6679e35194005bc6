package org.backlot.log.app;

import java.time.Duration;

/** Somebody who moves along the log, one bounded step at a time, and knows by itself where it stands. */
public interface Following {
    /** Its name in metrics, log lines and commands. */
    String name();

    /**
     * Takes the next events, if there are any and nobody else is at it.
     *
     * @return how many were taken
     */
    int advance();

    /** The position up to which it has taken everything. */
    long position();

    /**
     * How long it lets events gather after it was woken: one commit then takes several of them, and those go first for
     * whom people wait.
     */
    default Duration gathersFor() {
        return Duration.ofMillis(10);
    }

    /**
     * Whether it takes its time: nobody acts at once on what it makes, so it is not woken by each commit but looks by
     * itself each {@link #gathersFor}, unless somebody waits for it.
     */
    default boolean takesItsTime() {
        return false;
    }

    /** How many events it has laid aside because they could not be handled, or wait behind one that could not. */
    default long parked() {
        return 0;
    }

    /** The same, half a second late at most; no query, for metrics. */
    default long parkedLately() {
        return 0;
    }
}
