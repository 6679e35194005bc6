package org.backlot.clips.api;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one step, as a worker gets it. The same order may come more than once; step id and attempt tell.
 *
 * @param inputs what it reads
 * @param settings JSON, an object
 * @param deadline by when it must have been done, if nobody says that it was begun
 */
public record StepOrder(
        JobId jobId,
        WorkspaceId workspaceId,
        StepId stepId,
        StepKind kind,
        @Nullable ClipVersion clip,
        int attempt,
        List<StepFile> inputs,
        String settings,
        Instant deadline) {
    public StepOrder {
        inputs = List.copyOf(inputs);
    }

    /** The order that this fact is. */
    public static StepOrder of(ClipJobEvent.StepRequested event) {
        return new StepOrder(
                event.jobId(),
                event.workspaceId(),
                event.stepId(),
                event.kind(),
                event.clip(),
                event.attempt(),
                event.inputs(),
                event.settings(),
                event.deadline());
    }
}
