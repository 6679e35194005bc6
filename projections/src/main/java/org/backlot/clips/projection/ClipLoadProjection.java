package org.backlot.clips.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCompleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipJobStarted;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.VersionOrdered;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepKind;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The counts by which jobs are let in (CLP-11). Only what begins or ends a wait or a run costs their commit a row. */
@Component
public final class ClipLoadProjection implements Projection, WrittenWithTheLog {
    private final JdbcClient jdbc;

    public ClipLoadProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "clip-load";
    }

    @Override
    public List<String> tables() {
        return List.of("job", "ingested");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ClipJobCreated _, ClipJobStarted _, ClipJobCompleted _, ClipJobFailed _, ClipJobCancelled _ -> true;
            case RetryOrdered _, VersionOrdered _, ReviewReached _ -> true;
            case StepCompleted done -> done.kind() == StepKind.INGEST;
            default -> false;
        };
    }

    /** Nobody's right follows from a count. */
    @Override
    public boolean takesAway(Event event) {
        return false;
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case ClipJobCreated created ->
                jdbc.sql("insert into job (job_id, workspace_id, standing, status, created) values (?, ?, ?, ?, ?)")
                        .params(
                                created.jobId().value(),
                                created.workspaceId().value(),
                                standing(JobStatus.CREATED),
                                JobStatus.CREATED.name(),
                                recorded.position())
                        .update();
            case StepCompleted done -> ingested(done);
            case ClipJobEvent event -> moved(event);
            default -> {}
        }
    }

    private void moved(ClipJobEvent event) {
        var before = jdbc.sql("select status from job where job_id = ?")
                .param(event.jobId().value())
                .query((row, _) -> JobStatus.valueOf(row.getString("status")))
                .single();
        var after = before.after(event);
        jdbc.sql("update job set status = ?, standing = ? where job_id = ?")
                .params(after.name(), standing(after), event.jobId().value())
                .update();
    }

    private void ingested(StepCompleted done) {
        moved(done);
        done.facts().stream()
                .filter(fact ->
                        fact.name().equals(StepFact.DURATION) && fact.value().matches("[0-9]{1,12}"))
                .map(fact -> Long.parseLong(fact.value()))
                .forEach(millis -> jdbc.sql("""
                                insert into ingested as i (workspace_id, month, millis)
                                select workspace_id, :month, :millis from job where job_id = :job
                                on conflict (workspace_id, month) do update set millis = i.millis + excluded.millis
                                """)
                        .param("month", monthOf(done.at()))
                        .param("millis", millis)
                        .param("job", done.jobId().value())
                        .update());
    }

    private static LocalDate monthOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1);
    }

    private static String standing(JobStatus status) {
        if (status == JobStatus.CREATED) {
            return "WAITING";
        }
        return status.running() ? "RUNNING" : "OVER";
    }
}
