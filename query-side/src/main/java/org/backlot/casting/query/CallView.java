package org.backlot.casting.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.backlot.casting.api.CallStatus;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;

/**
 * A casting call as everybody sees it.
 *
 * @param deadline when it closes by itself
 * @param aggregated whether it was found elsewhere; then it takes applications there
 * @param sourceUrl where it was found
 * @param contentHash of what was found
 * @param verifiedPoster whether the identity of whoever made it is verified now
 */
public record CallView(
        CastingCallId callId,
        CallStatus status,
        String title,
        String description,
        @Nullable String company,
        @Nullable String location,
        @Nullable String compensation,
        @Nullable String requirements,
        @Nullable Instant deadline,
        @JsonProperty("isAggregated") boolean aggregated,
        @Nullable String sourceUrl,
        @Nullable String contentHash,
        boolean verifiedPoster,
        List<CastingRoleView> roles,
        @Nullable Instant publishedAt,
        Instant updatedAt) {}
