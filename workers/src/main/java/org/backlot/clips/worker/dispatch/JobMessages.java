// Why this file exists: whoever is outside hears from Kafka what becomes of jobs; and Kafka may be away when it
// happens.
package org.backlot.clips.worker.dispatch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipEvent.ClipDeleted;
import org.backlot.clips.api.ClipEvent.ClipVersionFailed;
import org.backlot.clips.api.ClipEvent.ClipVersionRendered;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.OfStep;
import org.backlot.clips.worker.dispatch.OutcomeMessages.AttemptKnown;
import org.backlot.clips.worker.dispatch.OutcomeMessages.ClipKnown;
import org.backlot.clips.worker.dispatch.OutcomeMessages.Outgoing;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lays out what is to be said of jobs, in the transaction that also notes how far the log was read: each event becomes the
 * same messages, once. {@link JobMessageTasks} sends them.
 */
@Component
public final class JobMessages implements LogSubscriber {
    private final JdbcClient jdbc;
    private final SchedulerClient scheduler;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    public JobMessages(JdbcClient jdbc, SchedulerClient schedulerClient, Clock clock) {
        this.jdbc = jdbc;
        this.scheduler = schedulerClient;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "job-messages";
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case StepRequested _, StepStarted _, StepCompleted _, StepSkipped _, StepFailed _, StepTimedOut _ -> true;
            case ClipsSelected _, ClipDropped _, ClipJobCancelled _, ClipJobDeleted _ -> true;
            case ClipVersionRendered _, ClipVersionFailed _, ClipDeleted _ -> true;
            default -> false;
        };
    }

    /** What is said of a clip follows from what its job has said of it. */
    @Override
    public String sequence(Event event) {
        return switch (event) {
            case ClipVersionRendered e -> "clip-job/" + e.jobId();
            case ClipVersionFailed e -> "clip-job/" + e.jobId();
            case ClipDeleted e -> "clip-job/" + e.jobId();
            default -> event.stream();
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case StepRequested event -> begin(event);
            case StepStarted event -> started(event);
            case StepCompleted event -> say(recorded, event, OutcomeMessages.completed(recorded, event, known(event)));
            case StepFailed event -> say(recorded, event, OutcomeMessages.failed(recorded, event, known(event)));
            case StepTimedOut event -> say(recorded, event, OutcomeMessages.timedOut(event, known(event)));
            case StepSkipped event -> forget(new AttemptAt(event.stepId(), event.attempt()));
            case ClipJobCancelled event -> event.withdrawn().forEach(this::forget);
            case ClipJobDeleted event -> event.withdrawn().forEach(this::forget);
            case ClipDropped event -> event.withdrawn().forEach(this::forget);
            case ClipsSelected event -> selected(recorded, event);
            case ClipVersionRendered event ->
                say(recorded, event.jobId(), outcome(event.clipId(), event.jobId(), "RENDERED", event.at()));
            case ClipVersionFailed event ->
                say(recorded, event.jobId(), outcome(event.clipId(), event.jobId(), "FAILED", event.at()));
            case ClipDeleted event -> {
                say(recorded, event.jobId(), outcome(event.clipId(), event.jobId(), "DELETED", event.at()));
                jdbc.sql("delete from job_messages.clip where clip_id = ?")
                        .param(event.clipId().value())
                        .update();
            }
            default -> {
                // Nobody outside hears of it.
            }
        }
    }

    private void begin(StepRequested event) {
        jdbc.sql("insert into job_messages.attempt (step_id, attempt, workspace_id) values (?, ?, ?)")
                .params(
                        event.stepId().value(),
                        event.attempt(),
                        event.workspaceId().value())
                .update();
    }

    private void started(StepStarted event) {
        jdbc.sql("update job_messages.attempt set worker = ?, started_at = ? where step_id = ? and attempt = ?")
                .params(
                        event.worker(),
                        Timestamp.from(event.at()),
                        event.stepId().value(),
                        event.attempt())
                .update();
    }

    private AttemptKnown known(OfStep event) {
        return jdbc.sql("select workspace_id, worker, started_at from job_messages.attempt"
                        + " where step_id = ? and attempt = ?")
                .params(event.stepId().value(), event.attempt())
                .query((row, _) -> {
                    var worker = row.getString("worker");
                    var started = row.getTimestamp("started_at");
                    return new AttemptKnown(
                            row.getObject("workspace_id", UUID.class),
                            worker == null ? "" : worker,
                            started == null ? null : started.toInstant());
                })
                .single();
    }

    private void forget(AttemptAt attempt) {
        jdbc.sql("delete from job_messages.attempt where step_id = ? and attempt = ?")
                .params(attempt.stepId().value(), attempt.attempt())
                .update();
    }

    private void selected(RecordedEvent recorded, ClipsSelected event) {
        for (var clip : event.clips()) {
            jdbc.sql("insert into job_messages.clip (clip_id, workspace_id, score, duration_millis)"
                            + " values (?, ?, ?, ?)")
                    .params(
                            clip.clipId().value(),
                            event.workspaceId().value(),
                            clip.selected().score(),
                            clip.selected().endMillis() - clip.selected().startMillis())
                    .update();
        }
        say(
                recorded,
                event.jobId(),
                event.clips().stream()
                        .flatMap(clip -> outcome(clip.clipId(), event.jobId(), "SELECTED", event.at()).stream())
                        .toList());
    }

    private List<Outgoing> outcome(ClipId clip, JobId job, String outcome, Instant at) {
        return jdbc
                .sql("select workspace_id, score, duration_millis from job_messages.clip where clip_id = ?")
                .param(clip.value())
                .query((row, _) -> new ClipKnown(
                        row.getObject("workspace_id", UUID.class), row.getInt("score"), row.getLong("duration_millis")))
                .list()
                .stream()
                .map(known -> OutcomeMessages.clip(clip, job, outcome, at, known))
                .toList();
    }

    /** The end of an attempt: nothing more comes of it. */
    private void say(RecordedEvent recorded, OfStep event, List<Outgoing> messages) {
        say(recorded, event.jobId(), messages);
        forget(new AttemptAt(event.stepId(), event.attempt()));
    }

    private void say(RecordedEvent recorded, JobId job, List<Outgoing> messages) {
        int number = 0;
        for (var message : messages) {
            jdbc.sql("insert into job_messages.message (position, number, job_id, topic, body) values (?, ?, ?, ?, ?)")
                    .params(
                            recorded.position(),
                            number++,
                            job.value(),
                            message.topic().topicName(),
                            message.body())
                    .update();
        }
        if (number > 0) {
            scheduler.scheduleIfNotExists(
                    new TaskInstance<>(JobMessageTasks.SEND, job + "/" + recorded.position(), job.toString()),
                    clock.instant());
        }
    }
}
