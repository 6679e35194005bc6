package org.backlot.clips.worker.removal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCompleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.JobWorkRemoved;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.JobId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Remembers until when the work of a job is kept that has come to rest, and queues its removal; in the transaction that
 * also notes how far the log was read. Each is named by its event.
 */
@Component
public final class JobFiles implements LogSubscriber {
    /** A worker that did not hear that its attempt was withdrawn may still store something. */
    static final Duration LATE = Duration.ofDays(1);

    private final SchedulerClient scheduler;
    private final Clock clock;
    private final Duration keptFor;

    /**
     * Makes it.
     *
     * @param keptFor how long the work of a job at rest is kept; 0 for ever
     */
    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public JobFiles(
            SchedulerClient schedulerClient, Clock clock, @Value("${backlot.retention.work}") Duration keptFor) {
        this.scheduler = schedulerClient;
        this.clock = clock;
        this.keptFor = keptFor;
    }

    @Override
    public String name() {
        return "job-files";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ReviewReached _, ClipJobCompleted _, ClipJobFailed _, ClipJobCancelled _ -> true;
            case ClipJobDeleted _, JobWorkRemoved _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        var now = clock.instant();
        switch (recorded.payload()) {
            case JobWorkRemoved event -> {
                order(JobFilesRemoval.NAME, recorded.eventId(), event.jobId(), now);
                order(JobFilesRemoval.NAME, recorded.eventId() + " again", event.jobId(), now.plus(LATE));
            }
            case ClipJobDeleted event -> order(JobRetention.NAME, recorded.eventId(), event.jobId(), now);
            case ClipJobEvent event -> {
                if (keptFor.isPositive()) {
                    order(
                            JobRetention.NAME,
                            recorded.eventId(),
                            event.jobId(),
                            event.at().plus(keptFor));
                }
            }
            default -> {
                // No job comes to rest by it.
            }
        }
    }

    private void order(String task, String name, JobId job, Instant at) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(task, name, job.toString()), at);
    }
}
