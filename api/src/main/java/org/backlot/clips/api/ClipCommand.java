package org.backlot.clips.api;

import java.util.List;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.CommentId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/** What may be asked of a clip. */
public sealed interface ClipCommand extends Command {
    ClipId clipId();

    @Override
    default String stream() {
        return "clip/" + clipId();
    }

    /** Begins a clip. Sent by the pipeline; the same again does nothing. */
    record PlanClip(
            ClipId clipId, JobId jobId, WorkspaceId workspaceId, int rank, SelectedClip selected, RenderSettings render)
            implements ClipCommand {}

    /**
     * Asks for another version. What is null stays as in the newest one. Answers a {@link ClipVersionOrder}, which is for
     * the job.
     */
    record RequestRerender(
            ClipId clipId,
            @Nullable AspectRatio aspectRatio,
            @Nullable CaptionStyle captionStyle,
            @Nullable Brand brand,
            @Nullable Tighten tighten,
            AccountId by,
            String reason)
            implements ClipCommand {}

    record RecordVersionRendered(ClipId clipId, int version, List<StepFile> files, List<StepFact> tools)
            implements ClipCommand {}

    record RecordVersionExported(ClipId clipId, int version, List<StepFile> files) implements ClipCommand {}

    record RecordVersionFailed(ClipId clipId, int version, String code) implements ClipCommand {}

    /** What is null stays as it is. */
    record EditClipWords(
            ClipId clipId,
            @Nullable String title,
            @Nullable String description,
            @Nullable List<String> hashtags,
            AccountId by)
            implements ClipCommand {}

    /** The same id and text again does nothing. */
    record CommentClip(
            ClipId clipId,
            CommentId commentId,
            AccountId author,
            Personal<String> text,
            @Nullable Long atMillis) implements ClipCommand {}

    /** Answers the {@link JobId} whose job has to hear of it. */
    record DeleteClip(ClipId clipId, AccountId by, String reason) implements ClipCommand {}

    /** Changes nothing; answered with a {@link ClipStanding}. */
    record InspectClip(ClipId clipId) implements ClipCommand {}

    /** The files of a deleted clip are gone. The same again does nothing. */
    record RecordClipFilesRemoved(ClipId clipId) implements ClipCommand {}
}
