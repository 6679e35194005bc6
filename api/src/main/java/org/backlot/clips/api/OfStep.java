package org.backlot.clips.api;

import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;

/** What every fact about an attempt at a step says. */
public interface OfStep {
    JobId jobId();

    StepId stepId();

    StepKind kind();

    /** For which clip and version; null where the step is done once per job. */
    @Nullable
    ClipVersion clip();

    int attempt();
}
