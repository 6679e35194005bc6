package org.backlot.clips.query;

import java.time.Instant;
import java.util.List;
import org.backlot.clips.api.ClipStatus;
import org.backlot.clips.api.ScoreParts;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;

/**
 * A clip.
 *
 * @param rank its place among the clips of its job, from 1
 * @param version its newest version
 * @param status how far that one is
 * @param startMillis where it begins in the material
 * @param score 0 to 100
 * @param scoreParts what the score is made of
 */
public record ClipView(
        ClipId clipId,
        JobId jobId,
        WorkspaceId workspaceId,
        int rank,
        int version,
        ClipStatus status,
        String title,
        String description,
        List<String> hashtags,
        long startMillis,
        long endMillis,
        long durationMillis,
        int score,
        ScoreParts scoreParts,
        Instant createdAt,
        Instant updatedAt) {
    public ClipView {
        hashtags = List.copyOf(hashtags);
    }
}
