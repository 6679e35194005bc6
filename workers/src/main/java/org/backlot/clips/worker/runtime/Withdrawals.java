package org.backlot.clips.worker.runtime;

import org.backlot.clips.api.AttemptAt;

/** Tells every worker that an attempt is wanted no more. Who misses it does work that counts for nothing. */
@FunctionalInterface
public interface Withdrawals {
    void tell(AttemptAt attempt);
}
