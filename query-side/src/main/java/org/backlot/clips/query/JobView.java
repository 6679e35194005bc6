package org.backlot.clips.query;

import java.time.Instant;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobStatus;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A clip job.
 *
 * @param paused whether nothing new is begun at the moment
 * @param sourceKind such as YOUTUBE or UPLOAD
 * @param clipCount how many stretches were chosen
 * @param errorCode why it failed; absent where it did not
 * @param endedAt when it came to review or to its end; absent while it waits or runs
 */
public record JobView(
        JobId jobId,
        WorkspaceId workspaceId,
        AccountId createdBy,
        String mode,
        JobStatus status,
        boolean paused,
        String sourceKind,
        @Nullable String sourceUrl,
        @Nullable String sourceFileKey,
        JobSettings settings,
        int clipCount,
        @Nullable String errorCode,
        @Nullable String error,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {}
