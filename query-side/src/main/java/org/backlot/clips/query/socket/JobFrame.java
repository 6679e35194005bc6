package org.backlot.clips.query.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.OfStep;
import org.backlot.clips.api.PlannedClip;
import org.backlot.clips.api.StepProgress;
import org.backlot.clips.api.StepStatus;
import org.backlot.clips.query.JobDetail;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;

/** What somebody who watches a job is told. Each frame says all of what it is about: nothing has to be put together. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface JobFrame {
    /**
     * Where the job stands at the beginning.
     *
     * @param position the log position that this has seen at least
     */
    @JsonTypeName("snapshot")
    record Snapshot(long position, JobDetail detail) implements JobFrame {}

    /** The job itself moved. */
    @JsonTypeName("job")
    record Moved(long position, JobStatus status, boolean paused, Instant at) implements JobFrame {}

    /**
     * A step moved.
     *
     * @param attempt the one under way, the one that comes, or the last one
     * @param dueAt when the attempt is over, or the next one may begin
     * @param code why an attempt went wrong
     */
    @JsonTypeName("step")
    record Step(
            long position,
            StepId stepId,
            String kind,
            @Nullable ClipId clipId,
            @Nullable Integer version,
            int attempt,
            StepStatus status,
            @Nullable Instant dueAt,
            @Nullable String code,
            @Nullable String reason,
            Instant at)
            implements JobFrame {}

    /** Stretches became clips. */
    @JsonTypeName("clips")
    record Chosen(long position, List<PlannedClip> clips, Instant at) implements JobFrame {}

    /** How far an attempt has come; not kept, and not told again. */
    @JsonTypeName("progress")
    record Progressed(StepId stepId, String kind, int attempt, int percent) implements JobFrame {
        static Progressed of(StepProgress progress) {
            return new Progressed(progress.stepId(), progress.kind().name(), progress.attempt(), progress.percent());
        }
    }

    /** What an event says of a step, or of the choice; empty where it says something of the job alone. */
    static Optional<JobFrame> of(ClipJobEvent event, long position) {
        return Optional.ofNullable(
                switch (event) {
                    case StepRequested e -> step(e, position, StepStatus.PENDING, e.deadline(), null, null, e.at());
                    case StepStarted e -> step(e, position, StepStatus.RUNNING, e.deadline(), null, null, e.at());
                    case StepCompleted e -> step(e, position, StepStatus.COMPLETED, null, null, null, e.at());
                    case StepSkipped e -> step(e, position, StepStatus.SKIPPED, null, null, e.reason(), e.at());
                    case StepFailed e -> step(e, position, StepStatus.WAITING, null, e.code(), e.message(), e.at());
                    case StepTimedOut e -> step(e, position, StepStatus.WAITING, null, "TIMED_OUT", null, e.at());
                    case StepRetryScheduled e -> step(e, position, StepStatus.WAITING, e.dueAt(), null, null, e.at());
                    case StepGivenUp e -> step(e, position, StepStatus.FAILED, null, e.code(), e.message(), e.at());
                    case ClipsSelected e -> new Chosen(position, e.clips(), e.at());
                    default -> null;
                });
    }

    private static JobFrame step(
            OfStep event,
            long position,
            StepStatus status,
            @Nullable Instant dueAt,
            @Nullable String code,
            @Nullable String reason,
            Instant at) {
        var clip = Optional.ofNullable(event.clip());
        return new Step(
                position,
                event.stepId(),
                event.kind().name(),
                clip.map(ClipVersion::clipId).orElse(null),
                clip.map(ClipVersion::version).orElse(null),
                event.attempt(),
                status,
                dueAt,
                code,
                reason,
                at);
    }
}
