package org.backlot.clips.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCompleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.VersionOrdered;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.OfStep;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of jobs. */
final class JobRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void on(ClipJobEvent event) {
        if (event instanceof ClipJobCreated created) {
            insert(created);
            return;
        }
        move(event);
        switch (event) {
            case ClipsSelected e ->
                jdbc.sql("update job set clip_count = ? where job_id = ?")
                        .params(e.clips().size(), e.jobId().value())
                        .update();
            case ClipJobPaused e -> pause(e.jobId(), true, e.at());
            case ClipJobResumed e -> pause(e.jobId(), false, e.at());
            case ClipJobDeleted e ->
                jdbc.sql("update job set deleted = true, updated_at = ? where job_id = ?")
                        .params(at(e.at()), e.jobId().value())
                        .update();
            case ClipJobFailed e -> end(e.jobId(), e.at(), e.code(), e.message());
            case ClipJobCompleted e -> end(e.jobId(), e.at(), null, null);
            case ClipJobCancelled e -> end(e.jobId(), e.at(), null, null);
            case ReviewReached e -> end(e.jobId(), e.at(), null, null);
            case RetryOrdered e -> goOn(e.jobId(), e.at());
            case VersionOrdered e -> goOn(e.jobId(), e.at());
            default -> {
                // Told by its status, its steps or its clips.
            }
        }
    }

    private void insert(ClipJobCreated event) {
        jdbc.sql("""
                        insert into job (job_id, workspace_id, created_by, mode, status, paused, deleted, source_kind,
                            source_url, source_key, settings, clip_count, created_at, updated_at)
                        values (:job, :workspace, :by, :mode, :status, false, false, :kind, :url, :key, :settings, 0, :at, :at)
                        """)
                .param("job", event.jobId().value())
                .param("workspace", event.workspaceId().value())
                .param("by", event.createdBy().value())
                .param("mode", event.mode().wireName())
                .param("status", JobStatus.CREATED.wireName())
                .param("kind", event.source().kind().name())
                .param("url", event.source().url())
                .param("key", event.source().fileKey())
                .param("settings", json.writeValueAsString(event.settings()))
                .param("at", at(event.at()))
                .update();
    }

    private void move(ClipJobEvent event) {
        var before = jdbc.sql("select status from job where job_id = ?")
                .param(event.jobId().value())
                .query(String.class)
                .optional()
                .map(JobStatus::parse)
                .orElseThrow(() -> new IllegalStateException("no row of " + event.stream()));
        var after = before.after(event);
        if (after != before || event instanceof OfStep) {
            jdbc.sql("update job set status = :status, updated_at = greatest(updated_at, :at) where job_id = :job")
                    .param("status", after.wireName())
                    .param("at", at(event.at()))
                    .param("job", event.jobId().value())
                    .update();
        }
    }

    private void pause(JobId job, boolean paused, Instant when) {
        jdbc.sql("update job set paused = ?, updated_at = ? where job_id = ?")
                .params(paused, at(when), job.value())
                .update();
    }

    private void end(JobId job, Instant when, @Nullable String code, @Nullable String words) {
        jdbc.sql("update job set ended_at = :at, error_code = :code, error = :error where job_id = :job")
                .param("at", at(when))
                .param("code", code)
                .param("error", words)
                .param("job", job.value())
                .update();
    }

    private void goOn(JobId job, Instant when) {
        jdbc.sql("update job set ended_at = null, error_code = null, error = null, updated_at = ? where job_id = ?")
                .params(at(when), job.value())
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
