package org.backlot.clips.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a job.
 *
 * @param upload absent where the recording was published somewhere
 * @param clips best first
 */
public record JobReport(
        JobView job, @Nullable SourceUpload upload, List<StepView> steps, JobUsage usage, List<ReportedClip> clips) {
    public JobReport {
        steps = List.copyOf(steps);
        clips = List.copyOf(clips);
    }

    /**
     * A clip with its score.
     *
     * @param versions the newest first, each with its render spec
     */
    public record ReportedClip(ClipView clip, List<VersionView> versions) {
        public ReportedClip {
            versions = List.copyOf(versions);
        }
    }
}
