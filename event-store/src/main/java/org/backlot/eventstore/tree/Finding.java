package org.backlot.eventstore.tree;

/**
 * Something in a log that is not as it was signed.
 *
 * @param kind of what sort
 * @param from the first position it concerns; for checkpoints their size
 * @param to the last one
 * @param what in words, for a person
 */
public record Finding(Kind kind, long from, long to, String what) {
    /** The sorts, by what somebody must have done. */
    public enum Kind {
        /** A row is not the one that was taken into the tree. */
        ROW_CHANGED,
        /** Two rows have changed places. */
        ROWS_SWAPPED,
        /** Rows stand at other positions than they were signed at. */
        RENUMBERED,
        /** Between two rows there are positions without one. */
        ROWS_MISSING,
        /** What was signed goes beyond the last row. */
        ROWS_MISSING_AT_END,
        /** A position is there more than once. */
        POSITION_REPEATED,
        /** The log says that it ends elsewhere than it does. */
        HEAD_WRONG,
        /** The log is not the one whose identity was signed. */
        IDENTITY_CHANGED,
        /** The stored tree was changed, or part of it is missing; the rows may be as they were. */
        TREE_CHANGED,
        /** Rows and tree were changed together, so that only the checkpoints give it away. */
        HISTORY_REWRITTEN,
        /** A checkpoint is not signed by the log. */
        CHECKPOINT_FORGED,
        /** A checkpoint is signed by the log, but the log was never so. */
        CHECKPOINT_CONTRADICTED
    }

    static Finding at(Kind kind, long position, String what) {
        return new Finding(kind, position, position, what);
    }
}
