package org.backlot.clips.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a clip job. Its steps are asked for here and their ends noted here; how far an attempt has come is
 * telemetry and no event.
 */
public sealed interface ClipJobEvent extends Event {
    JobId jobId();

    /** When it was decided. */
    Instant at();

    @Override
    default String stream() {
        return "clip-job/" + jobId();
    }

    @EventName("clips.ClipJobCreated")
    @Revision("1")
    record ClipJobCreated(
            JobId jobId,
            WorkspaceId workspaceId,
            AccountId createdBy,
            JobMode mode,
            JobSource source,
            JobSettings settings,
            Instant at)
            implements ClipJobEvent {}

    /** Its turn came: it takes one of the places of its workspace. */
    @EventName("clips.ClipJobStarted")
    @Revision("1")
    record ClipJobStarted(JobId jobId, Instant at) implements ClipJobEvent {}

    /**
     * Work is wanted. Whoever does it answers with the step's id and this attempt.
     *
     * @param inputs what it reads
     * @param settings JSON, an object
     * @param deadline by when it must have been done, if nobody says that it was begun
     */
    @EventName("clips.StepRequested")
    @Revision("1")
    record StepRequested(
            JobId jobId,
            WorkspaceId workspaceId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            List<StepFile> inputs,
            @NotPersonal("what our own programs are told") String settings,
            Instant deadline,
            Instant at)
            implements ClipJobEvent, OfStep {
        public StepRequested {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Somebody is at it.
     *
     * @param worker which process
     * @param deadline by when it must have been done; the earlier one is void
     */
    @EventName("clips.StepStarted")
    @Revision("1")
    record StepStarted(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            @NotPersonal("the name of a process") String worker,
            Instant deadline,
            Instant at)
            implements ClipJobEvent, OfStep {}

    /**
     * It was done.
     *
     * @param outputs what it has written
     * @param facts what it has found out
     * @param costMicros an estimate, in millionths of a US dollar
     */
    @EventName("clips.StepCompleted")
    @Revision("1")
    record StepCompleted(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            List<StepFile> outputs,
            List<StepFact> facts,
            StepUsage usage,
            long costMicros,
            Instant at)
            implements ClipJobEvent, OfStep {
        public StepCompleted {
            outputs = List.copyOf(outputs);
            facts = List.copyOf(facts);
        }
    }

    /** There was nothing to do; the job goes on without it. */
    @EventName("clips.StepSkipped")
    @Revision("1")
    record StepSkipped(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,

            @NotPersonal("why a program found nothing to do")
            String reason,

            Instant at)
            implements ClipJobEvent, OfStep {}

    /**
     * An attempt went wrong.
     *
     * @param retryable whether another attempt may go better
     */
    @EventName("clips.StepFailed")
    @Revision("1")
    record StepFailed(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            @NotPersonal("a code of ours") String code,
            @NotPersonal("what a program says of itself") String message,
            boolean retryable,
            StepUsage usage,
            long costMicros,
            Instant at)
            implements ClipJobEvent, OfStep {}

    /** Nobody has told the end of an attempt in time: the worker, the message or the server is gone. */
    @EventName("clips.StepTimedOut")
    @Revision("1")
    record StepTimedOut(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            Instant at) implements ClipJobEvent, OfStep {}

    /**
     * It is tried again, after a pause.
     *
     * @param attempt the one that comes
     * @param dueAt not before
     */
    @EventName("clips.StepRetryScheduled")
    @Revision("1")
    record StepRetryScheduled(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            Instant dueAt,
            Instant at)
            implements ClipJobEvent, OfStep {}

    /**
     * It is not tried again, unless somebody orders it.
     *
     * @param attempt the last one
     */
    @EventName("clips.StepGivenUp")
    @Revision("1")
    record StepGivenUp(
            JobId jobId,
            StepId stepId,
            StepKind kind,
            @Nullable ClipVersion clip,
            int attempt,
            @NotPersonal("a code of ours") String code,
            @NotPersonal("what a program says of itself") String message,
            Instant at)
            implements ClipJobEvent, OfStep {}

    /** The stretches that become clips, best first. */
    @EventName("clips.ClipsSelected")
    @Revision("1")
    record ClipsSelected(
            JobId jobId, WorkspaceId workspaceId, List<PlannedClip> clips, RenderSettings render, Instant at)
            implements ClipJobEvent {
        public ClipsSelected {
            clips = List.copyOf(clips);
        }
    }

    /** Another version of a clip is wanted. */
    @EventName("clips.VersionOrdered")
    @Revision("1")
    record VersionOrdered(
            JobId jobId,
            ClipVersion clip,
            RenderSettings render,
            AccountId orderedBy,

            @NotPersonal("why work is done again; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipJobEvent {}

    /**
     * A clip was deleted: nothing more is done for it.
     *
     * @param withdrawn the attempts that were under way
     */
    @EventName("clips.ClipDropped")
    @Revision("1")
    record ClipDropped(JobId jobId, ClipId clipId, List<AttemptAt> withdrawn, AccountId droppedBy, Instant at)
            implements ClipJobEvent {
        public ClipDropped {
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /** A clip has taken note of how its version came out: it is ready, or given up. */
    @EventName("clips.VersionSettled")
    @Revision("1")
    record VersionSettled(JobId jobId, ClipVersion clip, Instant at) implements ClipJobEvent {}

    /** What is under way goes on to its end; nothing new is begun. */
    @EventName("clips.ClipJobPaused")
    @Revision("1")
    record ClipJobPaused(
            JobId jobId,
            AccountId pausedBy,

            @NotPersonal("why work is held up; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipJobEvent {}

    @EventName("clips.ClipJobResumed")
    @Revision("1")
    record ClipJobResumed(
            JobId jobId,
            AccountId resumedBy,

            @NotPersonal("why work goes on; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipJobEvent {}

    /**
     * Steps that were given up are tried once more, with as many attempts as at first.
     *
     * @param status where the job stands again
     */
    @EventName("clips.RetryOrdered")
    @Revision("1")
    record RetryOrdered(
            JobId jobId,
            List<StepId> steps,
            JobStatus status,
            AccountId orderedBy,

            @NotPersonal("why work is done again; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipJobEvent {
        public RetryOrdered {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Everything that was wanted is rendered, or given up, and every clip has taken note of it.
     *
     * @param ready how many versions there are to look at
     * @param givenUp how many there should have been besides
     */
    @EventName("clips.ReviewReached")
    @Revision("1")
    record ReviewReached(JobId jobId, int ready, int givenUp, Instant at) implements ClipJobEvent {}

    @EventName("clips.PublishingBegun")
    @Revision("1")
    record PublishingBegun(JobId jobId, Instant at) implements ClipJobEvent {}

    @EventName("clips.ClipJobCompleted")
    @Revision("1")
    record ClipJobCompleted(JobId jobId, Instant at) implements ClipJobEvent {}

    @EventName("clips.ClipJobFailed")
    @Revision("1")
    record ClipJobFailed(
            JobId jobId,
            @NotPersonal("a code of ours") String code,
            @NotPersonal("what a program says of itself") String message,
            Instant at)
            implements ClipJobEvent {}

    /** @param withdrawn the attempts that were under way */
    @EventName("clips.ClipJobCancelled")
    @Revision("1")
    record ClipJobCancelled(
            JobId jobId,
            List<AttemptAt> withdrawn,
            AccountId cancelledBy,

            @NotPersonal("why work is stopped; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipJobEvent {
        public ClipJobCancelled {
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /**
     * It is shown no more.
     *
     * @param withdrawn the attempts that were still under way when it had failed
     */
    @EventName("clips.ClipJobDeleted")
    @Revision("1")
    record ClipJobDeleted(
            JobId jobId,
            List<AttemptAt> withdrawn,
            AccountId deletedBy,

            @NotPersonal("why something is put away; a form asks to name nobody")
            String reason,

            Instant at)
            implements ClipJobEvent {
        public ClipJobDeleted {
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /**
     * The system removes the recording and what was found in it; clips stay. Nothing can be rendered of this job any more.
     *
     * @param folders of the job alone
     */
    @EventName("clips.JobWorkRemoved")
    @Revision("1")
    record JobWorkRemoved(
            JobId jobId, WorkspaceId workspaceId, List<StorageFolder> folders, RemovalReason reason, Instant at)
            implements ClipJobEvent {
        public JobWorkRemoved {
            folders = List.copyOf(folders);
        }
    }
}
