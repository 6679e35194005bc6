package org.backlot.clips.query;

import java.util.List;
import org.backlot.shared.id.JobId;

/**
 * What a job has used up so far, attempts that went wrong included.
 *
 * @param costMicros an estimate, in millionths of a US dollar
 */
public record JobUsage(JobId jobId, long busyMillis, long bytes, long costMicros, List<OfKind> kinds) {
    public JobUsage {
        kinds = List.copyOf(kinds);
    }

    /** The same for one kind of step. */
    public record OfKind(String kind, int attempts, int failed, long busyMillis, long bytes, long costMicros) {}
}
