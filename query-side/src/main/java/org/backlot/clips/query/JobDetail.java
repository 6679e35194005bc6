package org.backlot.clips.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with all of its steps, in the order in which they were wanted.
 *
 * @param upload what is known of the recording as an upload; absent where it was published somewhere
 */
public record JobDetail(JobView job, @Nullable SourceUpload upload, List<StepView> steps) {
    public JobDetail {
        steps = List.copyOf(steps);
    }
}
