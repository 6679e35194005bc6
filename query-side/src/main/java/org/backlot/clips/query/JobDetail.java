package org.backlot.clips.query;

import java.util.List;

/** A job with all of its steps, in the order in which they were wanted. */
public record JobDetail(JobView job, List<StepView> steps) {
    public JobDetail {
        steps = List.copyOf(steps);
    }
}
