// Why this file exists: what hardly ever changes need not be asked for each time, as long as somebody notices when it
// has.
package org.backlot.eventstore.axon;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One try at a unit of work that takes for granted what this process knows: the streams it has read, and facts that others
 * keep. The commit holds it to that: a stream that has moved on, or a fence that was raised since, refuses the unit, and
 * nothing was written. Then, and before anything is refused or left undone because of what was taken for granted, the work
 * is done again without.
 *
 * <p>For one thread.
 */
public final class Presumption {
    private static final ScopedValue<Presumption> CURRENT = ScopedValue.newInstance();

    private boolean used;
    private long notBeyond = Long.MAX_VALUE;

    /** The one that the running work may lean on; empty where it has to ask. */
    public static Optional<Presumption> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Does the work, which may lean on this. */
    public <R> R within(Supplier<R> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** The work leans on a fact that was read when the fence of the log stood there. */
    public void onFact(long fence) {
        used = true;
        notBeyond = Math.min(notBeyond, fence);
    }

    void onStream() {
        used = true;
    }

    /** Whether the work has leant on anything, so that without it might have come out otherwise. */
    public boolean wasUsed() {
        return used;
    }

    /** The fence must not have been raised beyond this. */
    long notBeyond() {
        return notBeyond;
    }
}
