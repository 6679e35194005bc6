// Why this file exists: one who watches a job, from the first frame to the last.
package org.backlot.clips.query.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepProgress;
import org.backlot.clips.query.JobDetail;
import org.backlot.log.api.RecordedEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Makes frames for one who watches. What happens before the job was read waits, and is told after it where the job as it
 * was read has not seen it. Who does not read is not waited for: progress is left out, and a transition ends the watch.
 */
final class JobWatch implements JobNews.Watcher {
    /** Whoever has so many frames unread reads none of them any more. */
    private static final int MOST_UNREAD = 500;
    /** Progress is only told to those who keep up. */
    private static final int MOST_UNREAD_FOR_PROGRESS = 50;

    private final Queue<JobFrame> unread = new ArrayBlockingQueue<>(MOST_UNREAD);
    private final Sinks.Many<JobFrame> frames = Sinks.many().unicast().onBackpressureBuffer(unread);

    // Guarded by this.
    private @Nullable List<RecordedEvent> early = new ArrayList<>();
    private JobStatus status = JobStatus.CREATED;
    private boolean paused;

    /** Ends with an error where frames were not read. */
    Flux<JobFrame> frames() {
        return frames.asFlux();
    }

    /** The job was read; from here on frames are told. */
    synchronized void begins(JobDetail detail, long position) {
        status = detail.job().status();
        paused = detail.job().paused();
        emit(new JobFrame.Snapshot(position, detail));
        var waited = early == null ? List.<RecordedEvent>of() : early;
        early = null;
        waited.stream().filter(event -> event.position() > position).forEach(this::tell);
    }

    @Override
    public synchronized void happened(RecordedEvent event) {
        if (early == null) {
            tell(event);
        } else {
            early.add(event);
        }
    }

    @Override
    public synchronized void progressed(StepProgress progress) {
        if (early == null && unread.size() < MOST_UNREAD_FOR_PROGRESS) {
            emit(JobFrame.Progressed.of(progress));
        }
    }

    private void tell(RecordedEvent recorded) {
        if (!(recorded.payload() instanceof ClipJobEvent event)) {
            return;
        }
        JobFrame.of(event, recorded.position()).ifPresent(this::emit);
        var before = status;
        var wasPaused = paused;
        status = status.after(event);
        paused = event instanceof ClipJobPaused || paused && !(event instanceof ClipJobResumed);
        if (status != before || paused != wasPaused) {
            emit(new JobFrame.Moved(recorded.position(), status, paused, event.at()));
        }
        if (event instanceof ClipJobEvent.ClipJobDeleted) {
            frames.tryEmitComplete();
        }
    }

    private void emit(JobFrame frame) {
        if (frames.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
            frames.tryEmitError(new NotRead());
        }
    }

    /** Frames were not read. */
    static final class NotRead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotRead() {
            super("frames are not read", null, false, false);
        }
    }
}
