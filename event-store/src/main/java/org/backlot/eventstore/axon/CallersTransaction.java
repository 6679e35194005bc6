package org.backlot.eventstore.axon;

import java.sql.Connection;

/**
 * The database transaction of the running unit of work. A unit that has written rows of its own commits its events with
 * them; one that has not joins the group.
 */
public interface CallersTransaction {
    /** For those whose units of work never write rows: every unit joins the group. */
    CallersTransaction NONE = new CallersTransaction() {
        @Override
        public boolean hasBegun() {
            return false;
        }

        @Override
        public Connection connection() {
            throw new IllegalStateException("there is no transaction to join");
        }
    };

    /** Whether statements have been run in it, so that the events must be committed with it. */
    boolean hasBegun();

    /** Its connection; begins it where it has not begun. */
    Connection connection();
}
