package org.backlot.identity.api;

import java.time.Instant;
import org.backlot.shared.id.NafathRequestId;
import org.jspecify.annotations.Nullable;

/**
 * How a request to Nafath stands after what was asked of it.
 *
 * @param code what to pick in the Nafath app; only while it is pending
 * @param expiresAt when it ends unless somebody answers
 * @param ask whether the provider is to be asked now, by whoever reads this
 */
public record NafathSheet(
        NafathRequestId requestId,
        NafathStatus status,
        @Nullable NafathCode code,
        Instant expiresAt,
        boolean ask) {}
