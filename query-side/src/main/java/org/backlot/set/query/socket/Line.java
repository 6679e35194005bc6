package org.backlot.set.query.socket;

/** The way to one device: one thread sends, and nobody waits for it. */
@FunctionalInterface
interface Line {
    /** Something waits in the outbox of this line, and nothing is under way: it will be sent soon. Never blocks. */
    void wake();
}
