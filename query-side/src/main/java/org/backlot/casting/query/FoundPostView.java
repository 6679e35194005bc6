package org.backlot.casting.query;

import java.time.Instant;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.jspecify.annotations.Nullable;

/**
 * A post that was found and may be a call.
 *
 * @param text what it says; gone thirty days after it is known what it is
 * @param sourceUrl where it was found
 * @param reason why it waits, or why no call became of it
 * @param callId the call that it became
 */
public record FoundPostView(
        FoundPostId postId,
        IngestionSourceId sourceId,
        PostStatus status,
        @Nullable String text,
        String sourceUrl,
        @Nullable String reason,
        @Nullable CastingCallId callId,
        @Nullable ExtractedBy extractedBy,
        Instant foundAt,
        Instant updatedAt) {}
