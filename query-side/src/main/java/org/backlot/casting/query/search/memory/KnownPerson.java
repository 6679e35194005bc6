package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of somebody, wherever they are found.
 *
 * @param shown whether others may see them as a talent
 * @param verifiedUntil until when their identity is verified; empty where it is not
 */
public record KnownPerson(UUID account, boolean shown, Optional<Instant> verifiedUntil) {
    boolean isVerified(Instant now) {
        return verifiedUntil.filter(now::isBefore).isPresent();
    }
}
