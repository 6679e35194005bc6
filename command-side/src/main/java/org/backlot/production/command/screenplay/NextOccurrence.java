// Looking for the end of a mark at each of a million beginnings would take forever; looking once and remembering
// does not.

package org.backlot.production.command.screenplay;

import java.util.function.IntUnaryOperator;

/**
 * The next place of something in a text, for questions that only ever move forward: all of them together read the
 * text once.
 */
final class NextOccurrence {
    private static final int NONE = -1;

    private final IntUnaryOperator search;
    private int place;
    private boolean known;

    /** Takes a search that returns the first place at or after an offset, or a negative number for none. */
    NextOccurrence(IntUnaryOperator search) {
        this.search = search;
    }

    /** Returns the first place at or after the offset, -1 for none. No later question may go back. */
    int from(int offset) {
        if (!known || (place != NONE && place < offset)) {
            place = Math.max(NONE, search.applyAsInt(offset));
            known = true;
        }
        return place;
    }
}
