// Why this file exists: what is wanted is decided here; how it reaches those who do it is the affair of a broker.
package org.backlot.clips.api;

import org.backlot.shared.id.JobId;

/**
 * The way of orders to the workers. At least once: what was taken may be delivered twice, and what is lost on the way comes
 * again by its deadline.
 */
public interface StepOrders {
    /** Hands an order over and returns once it is kept. May block; throws where nobody took it. */
    void place(StepOrder order);

    /** Tells workers that an attempt is wanted no more. They may miss it: its result does nothing anyway. */
    void withdraw(JobId job, AttemptAt attempt);
}
