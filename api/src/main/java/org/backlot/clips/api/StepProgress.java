// Why this file exists: how far an attempt has come is good to know and not worth keeping: it goes past the log.
package org.backlot.clips.api;

import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;

/**
 * How far an attempt has come.
 *
 * @param percent 0 to 100
 */
public record StepProgress(JobId jobId, StepId stepId, StepKind kind, int attempt, int percent) {
    /** The beginning of the names of the channels, one per job, on which this is told in Redis, as JSON. */
    public static final String CHANNELS = "clips:progress:";

    private static final int DONE = 100;

    public StepProgress {
        if (percent < 0 || percent > DONE) {
            throw new IllegalArgumentException("progress is 0 to 100 percent");
        }
    }

    /** The channel of a job. */
    public static String channel(JobId job) {
        return CHANNELS + job;
    }
}
