package org.backlot.clips.api;

import java.time.Duration;
import java.util.List;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** What may be asked of a clip job. */
public sealed interface ClipJobCommand extends Command {
    JobId jobId();

    @Override
    default String stream() {
        return "clip-job/" + jobId();
    }

    /** @param startNow whether there is a place for it; else it waits for {@link StartJob} */
    record CreateJob(
            JobId jobId,
            WorkspaceId workspaceId,
            AccountId createdBy,
            JobMode mode,
            JobSource source,
            JobSettings settings,
            boolean startNow)
            implements ClipJobCommand {}

    /** Gives a waiting job its place. Does nothing where it waits no more. */
    record StartJob(JobId jobId) implements ClipJobCommand {}

    /** A worker begins an attempt. Answers a {@link StepStanding}: whether it should. */
    record RecordStepStarted(JobId jobId, StepId stepId, int attempt, String worker) implements ClipJobCommand {}

    /**
     * An attempt was done. A result of another attempt, or a second one, does nothing.
     *
     * @param outputs under the workspace's own prefix
     * @param clips what was chosen, best first; only of {@link StepKind#CLIP_SELECT}, else empty
     */
    record RecordStepCompleted(
            JobId jobId,
            StepId stepId,
            int attempt,
            List<StepFile> outputs,
            List<StepFact> facts,
            StepUsage usage,
            List<SelectedClip> clips)
            implements ClipJobCommand {
        public RecordStepCompleted {
            outputs = List.copyOf(outputs);
            facts = List.copyOf(facts);
            clips = List.copyOf(clips);
        }
    }

    /** An attempt went wrong. A result of another attempt, or a second one, does nothing. */
    record RecordStepFailed(
            JobId jobId, StepId stepId, int attempt, String code, String message, boolean retryable, StepUsage usage)
            implements ClipJobCommand {}

    /** There was nothing to do. A result of another attempt, or a second one, does nothing. */
    record RecordStepSkipped(JobId jobId, StepId stepId, int attempt, String reason) implements ClipJobCommand {}

    /** The deadline of an attempt is over. Does nothing where it has ended. */
    record TimeOutStep(JobId jobId, StepId stepId, int attempt) implements ClipJobCommand {}

    /** The pause before an attempt is over. Does nothing where it was begun or is wanted no more. */
    record StartRetry(JobId jobId, StepId stepId, int attempt) implements ClipJobCommand {}

    record PauseJob(JobId jobId, AccountId by, String reason) implements ClipJobCommand {}

    record ResumeJob(JobId jobId, AccountId by, String reason) implements ClipJobCommand {}

    /** @param stepId the step that was given up; null for all of them */
    record RetryJob(JobId jobId, @Nullable StepId stepId, AccountId by, String reason) implements ClipJobCommand {}

    /** Stops a job that waits or runs; puts one away that has ended. Answers the {@link JobStatus} reached. */
    record CancelJob(JobId jobId, AccountId by, String reason) implements ClipJobCommand {}

    /** Has a further version of a clip rendered. Part of asking the clip for it. */
    record OrderVersion(JobId jobId, ClipVersion clip, RenderSettings render, AccountId by, String reason)
            implements ClipJobCommand {}

    /**
     * A clip has taken note of how its version came out by this attempt. Said in the order in which versions came out. Does
     * nothing where that is known, or where another attempt is what counts by now.
     */
    record SettleVersion(JobId jobId, StepId stepId, int attempt) implements ClipJobCommand {}

    /** Does nothing more for a clip. Part of deleting it. */
    record DropClip(JobId jobId, ClipId clipId, AccountId by) implements ClipJobCommand {}

    /** What was reviewed goes out. Sent by publishing. */
    record BeginPublishing(JobId jobId) implements ClipJobCommand {}

    /** All of it is out. Sent by publishing. */
    record CompleteJob(JobId jobId) implements ClipJobCommand {}

    /**
     * Removes the recording of a job and what was found in it, once it was kept long enough. Does nothing while the job
     * waits or runs.
     *
     * @param keptFor how long after its last event; a job that was put away is not kept
     */
    record RemoveJobWork(JobId jobId, Duration keptFor) implements ClipJobCommand {}

    /** Changes nothing; answered with {@link JobWork}. */
    record InspectJobWork(JobId jobId) implements ClipJobCommand {}
}
