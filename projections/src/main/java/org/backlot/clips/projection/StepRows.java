package org.backlot.clips.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.OfStep;
import org.backlot.clips.api.StepStatus;
import org.backlot.clips.api.StepUsage;
import org.backlot.shared.id.StepId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of steps, and of what their attempts have used up. */
final class StepRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    StepRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void on(ClipJobEvent event, long position) {
        switch (event) {
            case StepRequested e -> requested(e, position);
            case StepStarted e ->
                jdbc.sql("update step set status = :status, worker = :worker, started_at = :at, due_at = :due"
                                + " where step_id = :step")
                        .param("status", StepStatus.RUNNING.name())
                        .param("worker", e.worker())
                        .param("at", at(e.at()))
                        .param("due", at(e.deadline()))
                        .param("step", e.stepId().value())
                        .update();
            case StepCompleted e -> {
                jdbc.sql("update step set outputs = ?, facts = ? where step_id = ?")
                        .params(
                                json.writeValueAsString(e.outputs()),
                                json.writeValueAsString(e.facts()),
                                e.stepId().value())
                        .update();
                end(e.stepId(), StepStatus.COMPLETED, e.at());
                used(e, true, e.usage(), e.costMicros(), e.at());
            }
            case StepSkipped e -> skipped(e, position);
            case StepFailed e -> {
                wentWrong(e.stepId(), e.code(), e.message());
                used(e, false, e.usage(), e.costMicros(), e.at());
            }
            case StepTimedOut e -> wentWrong(e.stepId(), "TIMED_OUT", "nobody told its end in time");
            case StepRetryScheduled e ->
                jdbc.sql("update step set status = :status, attempt = :attempt, due_at = :due where step_id = :step")
                        .param("status", StepStatus.WAITING.name())
                        .param("attempt", e.attempt())
                        .param("due", at(e.dueAt()))
                        .param("step", e.stepId().value())
                        .update();
            case StepGivenUp e -> end(e.stepId(), StepStatus.FAILED, e.at());
            case RetryOrdered e ->
                e.steps()
                        .forEach(step -> jdbc.sql("update step set status = :status, attempt = attempt + 1,"
                                        + " due_at = :at, ended_at = null where step_id = :step")
                                .param("status", StepStatus.WAITING.name())
                                .param("at", at(e.at()))
                                .param("step", step.value())
                                .update());
            case ClipDropped e -> cancel("clip_id", e.clipId().value(), e.at());
            case ClipJobCancelled e -> cancel("job_id", e.jobId().value(), e.at());
            case ClipJobDeleted e -> cancel("job_id", e.jobId().value(), e.at());
            default -> {
                // Of the job, not of a step.
            }
        }
    }

    private void requested(StepRequested event, long position) {
        jdbc.sql("""
                        insert into step (step_id, job_id, kind, clip_id, version, status, attempt, wanted, requested_at,
                            due_at, outputs, facts)
                        values (:step, :job, :kind, :clip, :version, :status, :attempt, :wanted, :at, :due, '[]', '[]')
                        on conflict (step_id) do update set status = excluded.status, attempt = excluded.attempt,
                            requested_at = excluded.requested_at, due_at = excluded.due_at, worker = null,
                            started_at = null
                        """)
                .param("step", event.stepId().value())
                .param("job", event.jobId().value())
                .param("kind", event.kind().name())
                .param("clip", clip(event).map(of -> of.clipId().value()).orElse(null))
                .param("version", clip(event).map(ClipVersion::version).orElse(null))
                .param("status", StepStatus.PENDING.name())
                .param("attempt", event.attempt())
                .param("wanted", position)
                .param("at", at(event.at()))
                .param("due", at(event.deadline()))
                .update();
    }

    // A step may be skipped that was never asked for: it fell with another.
    private void skipped(StepSkipped event, long position) {
        jdbc.sql("""
                        insert into step (step_id, job_id, kind, status, attempt, wanted, ended_at, reason, outputs, facts)
                        values (:step, :job, :kind, :status, :attempt, :wanted, :at, :reason, '[]', '[]')
                        on conflict (step_id) do update set status = excluded.status, ended_at = excluded.ended_at,
                            reason = excluded.reason, reason_code = null, due_at = null
                        """)
                .param("step", event.stepId().value())
                .param("job", event.jobId().value())
                .param("kind", event.kind().name())
                .param("status", StepStatus.SKIPPED.name())
                .param("attempt", event.attempt())
                .param("wanted", position)
                .param("at", at(event.at()))
                .param("reason", event.reason())
                .update();
    }

    private void end(StepId step, StepStatus status, Instant when) {
        jdbc.sql("update step set status = ?, ended_at = ?, due_at = null where step_id = ?")
                .params(status.name(), at(when), step.value())
                .update();
    }

    private void wentWrong(StepId step, String code, String words) {
        jdbc.sql("update step set reason_code = ?, reason = ? where step_id = ?")
                .params(code, words, step.value())
                .update();
    }

    private void cancel(String column, UUID of, Instant when) {
        jdbc.sql("update step set status = :status, ended_at = :at, due_at = null where " + column + " = :of"
                        + " and status in ('PENDING', 'RUNNING', 'WAITING')")
                .param("status", StepStatus.CANCELLED.name())
                .param("at", at(when))
                .param("of", of)
                .update();
    }

    private void used(OfStep event, boolean good, StepUsage usage, long costMicros, Instant when) {
        jdbc.sql("""
                        insert into usage (job_id, step_id, attempt, kind, good, busy_millis, bytes, cost_micros, at)
                        values (:job, :step, :attempt, :kind, :good, :busy, :bytes, :cost, :at)
                        """)
                .param("job", event.jobId().value())
                .param("step", event.stepId().value())
                .param("attempt", event.attempt())
                .param("kind", event.kind().name())
                .param("good", good)
                .param("busy", usage.busyMillis())
                .param("bytes", usage.bytes())
                .param("cost", costMicros)
                .param("at", at(when))
                .update();
    }

    private static Optional<ClipVersion> clip(OfStep event) {
        return Optional.ofNullable(event.clip());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
