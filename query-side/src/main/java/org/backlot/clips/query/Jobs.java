package org.backlot.clips.query;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepStatus;
import org.backlot.media.api.StorageKey;
import org.backlot.media.query.Assets;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads jobs and their steps. */
@Component
final class Jobs {
    private final DatabaseClient database;
    private final Assets uploads;
    private final JsonMapper json;

    Jobs(DatabaseClient database, Assets uploads, JsonMapper json) {
        this.database = database;
        this.uploads = uploads;
        this.json = json;
    }

    /** The jobs of a workspace, the newest first. */
    Mono<Page<JobView>> page(WorkspaceId workspace, @Nullable JobStatus status, PageRequest page) {
        var filter = "workspace_id = :workspace and not deleted and (:status = '' or status = :status)";
        var wanted = status == null ? "" : status.wireName();
        return database.sql("select count(*) as n from clips.job where " + filter)
                .bind("workspace", workspace.value())
                .bind("status", wanted)
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> database.sql("select * from clips.job where " + filter
                                + " order by created_at desc, job_id desc limit :limit offset :offset")
                        .bind("workspace", workspace.value())
                        .bind("status", wanted)
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(this::job)
                        .all()
                        .collectList()
                        .map(jobs -> Page.of(jobs, total, page)));
    }

    /** A job, or {@code NOT_FOUND} where it was put away. */
    Mono<JobView> one(JobId job) {
        return database.sql("select * from clips.job where job_id = :job and not deleted")
                .bind("job", job.value())
                .map(this::job)
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    Mono<JobDetail> detail(JobId job) {
        return one(job).flatMap(view -> Mono.zip(upload(view), steps(job))
                .map(found -> new JobDetail(view, found.getT1().orElse(null), found.getT2())));
    }

    /** The view of uploads goes its own way: where it lags behind, there is nothing to say yet. */
    private Mono<Optional<SourceUpload>> upload(JobView job) {
        return Mono.justOrEmpty(Optional.ofNullable(job.sourceFileKey()).flatMap(StorageKey::assetAt))
                .flatMap(asset -> uploads.one(asset).onErrorComplete(Rejection.class))
                .map(asset -> Optional.of(
                        new SourceUpload(asset.assetId(), asset.status(), asset.scan(), asset.scanReason())))
                .defaultIfEmpty(Optional.empty());
    }

    Mono<List<StepView>> steps(JobId job) {
        return database.sql("select * from clips.step where job_id = :job order by wanted, step_id")
                .bind("job", job.value())
                .map(this::step)
                .all()
                .collectList();
    }

    Mono<JobUsage> usage(JobId job) {
        return database.sql("""
                        select kind, count(*) as attempts, count(*) filter (where not good) as failed,
                               sum(busy_millis)::bigint as busy, sum(bytes)::bigint as bytes, sum(cost_micros)::bigint as cost
                        from clips.usage where job_id = :job group by kind order by kind
                        """)
                .bind("job", job.value())
                .map(row -> new JobUsage.OfKind(
                        Columns.text(row, "kind"),
                        Math.toIntExact(Columns.number(row, "attempts")),
                        Math.toIntExact(Columns.number(row, "failed")),
                        Columns.number(row, "busy"),
                        Columns.number(row, "bytes"),
                        Columns.number(row, "cost")))
                .all()
                .collectList()
                .map(kinds -> new JobUsage(
                        job,
                        kinds.stream().mapToLong(JobUsage.OfKind::busyMillis).sum(),
                        kinds.stream().mapToLong(JobUsage.OfKind::bytes).sum(),
                        kinds.stream().mapToLong(JobUsage.OfKind::costMicros).sum(),
                        kinds));
    }

    private JobView job(Readable row) {
        return new JobView(
                new JobId(Columns.uuid(row, "job_id")),
                new WorkspaceId(Columns.uuid(row, "workspace_id")),
                new AccountId(Columns.uuid(row, "created_by")),
                Columns.text(row, "mode"),
                JobStatus.parse(Columns.text(row, "status")),
                Columns.flag(row, "paused"),
                Columns.text(row, "source_kind"),
                row.get("source_url", String.class),
                row.get("source_key", String.class),
                json.readValue(Columns.text(row, "settings"), JobSettings.class),
                Columns.whole(row, "clip_count"),
                row.get("error_code", String.class),
                row.get("error", String.class),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.get("ended_at", Instant.class));
    }

    private StepView step(Readable row) {
        var status = StepStatus.valueOf(Columns.text(row, "status"));
        var began = row.get("started_at", Instant.class);
        var ended = row.get("ended_at", Instant.class);
        return new StepView(
                new StepId(Columns.uuid(row, "step_id")),
                Columns.text(row, "kind"),
                Optional.ofNullable(row.get("clip_id", UUID.class))
                        .map(ClipId::new)
                        .orElse(null),
                row.get("version", Integer.class),
                status,
                Columns.whole(row, "attempt"),
                row.get("worker", String.class),
                row.get("requested_at", Instant.class),
                began,
                ended,
                row.get("due_at", Instant.class),
                status == StepStatus.COMPLETED && began != null && ended != null
                        ? Duration.between(began, ended).toMillis()
                        : null,
                row.get("reason_code", String.class),
                row.get("reason", String.class),
                List.of(json.readValue(Columns.text(row, "outputs"), StepFile[].class)),
                List.of(json.readValue(Columns.text(row, "facts"), StepFact[].class)));
    }
}
