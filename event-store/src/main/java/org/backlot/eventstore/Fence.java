package org.backlot.eventstore;

/**
 * Guards decisions that rest on facts known beforehand, such as who may do what. Whoever takes such a fact away raises the
 * fence of the log in the same commit, and a unit that rests on facts of before is refused. So facts may be kept in memory
 * on every node, and yet none holds a moment longer than it stands in the log.
 *
 * @param notBeyond where the fence stood when the facts were read; it must not have been raised since
 * @param raised whether this unit takes facts away
 */
public record Fence(long notBeyond, boolean raised) {
    /** Rests on nothing and takes nothing away. */
    public static final Fence NONE = new Fence(Long.MAX_VALUE, false);

    /** Whether a unit with this guard may enter where the fence stands there. */
    public boolean holdsAt(long fence) {
        return fence <= notBeyond;
    }
}
