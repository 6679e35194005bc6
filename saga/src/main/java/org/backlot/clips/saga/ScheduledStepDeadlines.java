package org.backlot.clips.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.util.Locale;
import org.backlot.clips.api.AttemptAt;
import org.backlot.shared.id.JobId;
import org.springframework.stereotype.Component;

/** Keeps the deadlines of attempts in PostgreSQL, a row each, named by step and attempt. */
@Component
public final class ScheduledStepDeadlines implements StepDeadlines {
    private final SchedulerClient scheduler;

    // Named like the bean: the running scheduler is a client too, and this one joins the transaction of whoever
    // schedules.
    public ScheduledStepDeadlines(SchedulerClient schedulerClient) {
        this.scheduler = schedulerClient;
    }

    @Override
    public void timeOut(JobId job, AttemptAt attempt, From from, Instant at) {
        var name = attempt + "/" + from.name().toLowerCase(Locale.ROOT);
        scheduler.scheduleIfNotExists(new TaskInstance<>(StepTasks.TIME_OUT, name, job.toString()), at);
    }

    @Override
    public void begin(JobId job, AttemptAt attempt, Instant at) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(StepTasks.RETRY, attempt.toString(), job.toString()), at);
    }
}
