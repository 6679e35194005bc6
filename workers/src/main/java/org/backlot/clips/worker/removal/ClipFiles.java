package org.backlot.clips.worker.removal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.backlot.clips.api.ClipEvent.ClipDeleted;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.stereotype.Component;

/**
 * Queues the removal of a deleted clip's files, in the transaction that also notes how far the log was read: at once, and
 * again when nobody can be at work on it any more.
 */
@Component
public final class ClipFiles implements LogSubscriber {
    private final SchedulerClient scheduler;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public ClipFiles(SchedulerClient schedulerClient, Clock clock) {
        this.scheduler = schedulerClient;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clip-files";
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof ClipDeleted;
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (recorded.payload() instanceof ClipDeleted deleted) {
            var clip = deleted.clipId().toString();
            var now = clock.instant();
            scheduler.scheduleIfNotExists(new TaskInstance<>(ClipFilesRemoval.NAME, clip, clip), now);
            scheduler.scheduleIfNotExists(
                    new TaskInstance<>(ClipFilesRemoval.NAME, clip + " again", clip), now.plus(JobFiles.LATE));
        }
    }
}
