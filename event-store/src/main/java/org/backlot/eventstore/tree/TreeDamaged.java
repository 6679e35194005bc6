package org.backlot.eventstore.tree;

/** The stored tree, the log and what was signed do not belong together. Nothing is signed or proven from it. */
public final class TreeDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TreeDamaged(String message) {
        super(message);
    }
}
