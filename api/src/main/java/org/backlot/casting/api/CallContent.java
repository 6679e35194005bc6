package org.backlot.casting.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call says; made to be published.
 *
 * @param deadline when it closes by itself; absent for one that stays open until somebody closes it
 * @param roles 1 to 50
 */
public record CallContent(
        CastingLine title,
        CastingProse description,
        @Nullable CastingLine company,
        @Nullable CastingLine location,
        @Nullable CastingLine compensation,
        @Nullable CastingProse requirements,
        @Nullable Instant deadline,
        List<CastingRole> roles) {
    private static final int MOST_ROLES = 50;

    public CallContent {
        if (roles.isEmpty() || roles.size() > MOST_ROLES) {
            throw new IllegalArgumentException("a call has 1 to %d roles".formatted(MOST_ROLES));
        }
        roles = List.copyOf(roles);
    }
}
