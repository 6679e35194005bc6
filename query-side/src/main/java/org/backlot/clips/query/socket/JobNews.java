// Why this file exists: many may watch one job, and each must hear of it what happens from a moment on, without a gap.
package org.backlot.clips.query.socket;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.StepProgress;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.id.JobId;
import org.springframework.stereotype.Component;

/** Hands what happens to jobs, and how far their steps have come, to those who watch them. */
@Component
class JobNews implements JobAudience {
    /** One who watches. Must return at once. */
    interface Watcher {
        void happened(RecordedEvent event);

        void progressed(StepProgress progress);
    }

    private final Map<JobId, Set<Watcher>> watchers = new ConcurrentHashMap<>();

    void join(JobId job, Watcher watcher) {
        watchers.compute(job, (_, known) -> {
            var all = known == null ? ConcurrentHashMap.<Watcher>newKeySet() : known;
            all.add(watcher);
            return all;
        });
    }

    void leave(JobId job, Watcher watcher) {
        watchers.computeIfPresent(job, (_, known) -> {
            known.remove(watcher);
            return known.isEmpty() ? null : known;
        });
    }

    @Override
    public void happened(RecordedEvent event) {
        if (event.payload() instanceof ClipJobEvent happened) {
            tell(happened.jobId(), watcher -> watcher.happened(event));
        }
    }

    void progressed(StepProgress progress) {
        tell(progress.jobId(), watcher -> watcher.progressed(progress));
    }

    private void tell(JobId job, Consumer<Watcher> news) {
        watchers.getOrDefault(job, Set.of()).forEach(news);
    }
}
