package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCompleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.ClipJobEvent.ClipJobStarted;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.JobWorkRemoved;
import org.backlot.clips.api.ClipJobEvent.PublishingBegun;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipJobEvent.VersionOrdered;
import org.backlot.clips.api.ClipJobEvent.VersionSettled;

/** How far a job is (CLIP section 3). */
public enum JobStatus {
    /** It waits for its turn. */
    CREATED,
    INGESTING,
    ANALYZING,
    CLIPS_GENERATED,
    RENDERING,
    /** Every clip knows how its versions came out: what is ready can be fetched. */
    REVIEW,
    PUBLISHING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether it takes up one of the places of its workspace. */
    public boolean running() {
        return switch (this) {
            case INGESTING, ANALYZING, CLIPS_GENERATED, RENDERING -> true;
            case CREATED, REVIEW, PUBLISHING, COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether it can be cancelled: it waits or runs. */
    public boolean cancellable() {
        return this == CREATED || running();
    }

    /** The status once this has happened too. The rules and every view ask here, so that they cannot differ. */
    public JobStatus after(ClipJobEvent event) {
        return switch (event) {
            case ClipJobCreated _ -> CREATED;
            case ClipJobStarted _ -> INGESTING;
            case StepCompleted e -> e.kind() == StepKind.INGEST ? ANALYZING : this;
            case ClipsSelected _ -> CLIPS_GENERATED;
            case StepRequested e -> e.kind() == StepKind.RENDER ? RENDERING : this;
            case VersionOrdered _ -> RENDERING;
            case RetryOrdered e -> e.status();
            case ReviewReached _ -> REVIEW;
            case PublishingBegun _ -> PUBLISHING;
            case ClipJobCompleted _ -> COMPLETED;
            case ClipJobFailed _ -> FAILED;
            case ClipJobCancelled _ -> CANCELLED;
            case StepStarted _,
                    StepSkipped _,
                    StepFailed _,
                    StepTimedOut _,
                    StepRetryScheduled _,
                    StepGivenUp _,
                    ClipDropped _,
                    VersionSettled _,
                    ClipJobPaused _,
                    ClipJobResumed _,
                    ClipJobDeleted _,
                    JobWorkRemoved _ -> this;
        };
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is no status */
    @JsonCreator
    public static JobStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be a status of a job, such as rendering"));
    }
}
