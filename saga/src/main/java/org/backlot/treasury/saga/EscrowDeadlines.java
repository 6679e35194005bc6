package org.backlot.treasury.saga;

import java.time.Instant;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;

/** Remembers when escrows expire, longer than any process lives. */
public interface EscrowDeadlines {
    /**
     * Asks for the expiry of an escrow at its time. Becomes true with the caller's transaction; asking again for the same
     * escrow does nothing.
     */
    void schedule(EscrowId escrow, ProjectId project, Instant expiresAt);
}
