package org.backlot.clips.worker.dispatch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.StepOrder;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.JobId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts orders into the queue, in the transaction that also notes how far the log was read: each request becomes exactly one
 * order, named by step and attempt. The queue hands them on; nothing slow happens here.
 */
@Component
public final class StepDispatch implements LogSubscriber {
    private final SchedulerClient scheduler;
    private final JsonMapper json;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public StepDispatch(SchedulerClient schedulerClient, JsonMapper json, Clock clock) {
        this.scheduler = schedulerClient;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "step-dispatch";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case StepRequested _, StepTimedOut _, ClipJobCancelled _, ClipJobDeleted _, ClipDropped _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case StepRequested event -> {
                var name = new AttemptAt(event.stepId(), event.attempt()).toString();
                enqueue(OrderTasks.PLACE, name, json.writeValueAsString(StepOrder.of(event)));
            }
            // Whoever is still at it shall not take the processors from the next attempt.
            case StepTimedOut event -> withdraw(event.jobId(), new AttemptAt(event.stepId(), event.attempt()));
            case ClipJobCancelled event -> event.withdrawn().forEach(attempt -> withdraw(event.jobId(), attempt));
            case ClipJobDeleted event -> event.withdrawn().forEach(attempt -> withdraw(event.jobId(), attempt));
            case ClipDropped event -> event.withdrawn().forEach(attempt -> withdraw(event.jobId(), attempt));
            default -> {
                // Nobody is to do anything about it.
            }
        }
    }

    private void withdraw(JobId job, AttemptAt attempt) {
        enqueue(OrderTasks.WITHDRAW, attempt.toString(), job.toString());
    }

    private void enqueue(String task, String name, String data) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(task, name, data), clock.instant());
    }
}
