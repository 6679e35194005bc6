// A check that never found anything may be blind. Each of these is a defect that one of the checks exists for.
package org.backlot.bench.simulation;

import java.util.Locale;

/** Defects that can be planted, to see that they are caught. */
enum Plant {
    NONE,
    /** A writer acknowledges what it never appended. */
    LOST_ACK,
    /** A writer says that it was refused, and it was not. */
    GHOST,
    /** A writer appends again what was acknowledged. */
    DOUBLE,
    /** A position is taken and never filled. */
    GAP,
    /** A position is taken in one transaction and filled in a later one, as a sequence would have it. */
    ORDER,
    /** Two events of a stream stand in the log the wrong way round. */
    STREAM,
    /** Rows beside an event are committed apart from it. */
    BESIDE,
    /** A projection passes an event by. */
    PROJECTION,
    /** A follower is not shown an event. */
    FOLLOWER;

    static Plant named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
