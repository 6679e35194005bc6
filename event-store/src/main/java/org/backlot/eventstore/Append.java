package org.backlot.eventstore;

import java.util.List;
import java.util.Optional;

/**
 * What one unit of work wants committed, whole or not at all: its events and the guards under which they may enter.
 *
 * @param events in order; each is guarded by its sequence
 * @param claims each must be free, or the owner's already
 * @param released owners all of whose claims are given up, before the claims of this unit are made
 * @param receipt must be the first of its key
 * @param fence must not have been raised since; and whether it is raised now
 */
public record Append(
        List<NewEvent> events, List<Claim> claims, List<String> released, Optional<Receipt> receipt, Fence fence) {
    public Append {
        events = List.copyOf(events);
        claims = List.copyOf(claims);
        released = List.copyOf(released);
        if (events.isEmpty() && claims.isEmpty() && released.isEmpty() && receipt.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to append");
        }
    }

    /** What rests on nothing that can be taken away, and takes nothing away. */
    public Append(List<NewEvent> events, List<Claim> claims, List<String> released, Optional<Receipt> receipt) {
        this(events, claims, released, receipt, Fence.NONE);
    }

    /** Events that need no other guard than their sequence. */
    public static Append of(List<NewEvent> events) {
        return new Append(events, List.of(), List.of(), Optional.empty());
    }

    boolean touchesClaims() {
        return !claims.isEmpty() || !released.isEmpty();
    }
}
