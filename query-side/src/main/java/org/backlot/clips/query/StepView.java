package org.backlot.clips.query;

import java.time.Instant;
import java.util.List;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepStatus;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;

/**
 * A step of a job.
 *
 * @param kind such as TRANSCRIBE
 * @param clipId the clip that it is done for, of a render or an export
 * @param attempt the attempt under way, the one that comes, or the last one
 * @param worker which process is or was at it
 * @param dueAt when the attempt is over, or the next one may begin
 * @param durationMillis how long the good attempt took; absent until there is one
 * @param reasonCode why an attempt went wrong
 * @param reason the same in words, or why it was skipped
 */
public record StepView(
        StepId stepId,
        String kind,
        @Nullable ClipId clipId,
        @Nullable Integer version,
        StepStatus status,
        int attempt,
        @Nullable String worker,
        @Nullable Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant dueAt,
        @Nullable Long durationMillis,
        @Nullable String reasonCode,
        @Nullable String reason,
        List<StepFile> outputs,
        List<StepFact> facts) {
    public StepView {
        outputs = List.copyOf(outputs);
        facts = List.copyOf(facts);
    }
}
