package org.backlot.clips.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.clips.api.ClipStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.CommentId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads clips, their versions and comments, and brand kits. */
@Component
final class Clips {
    private final DatabaseClient database;
    private final JsonMapper json;

    Clips(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * The clips of a workspace: of the newest job first, within it the best first.
     *
     * @param job only those of this job
     * @param status only those whose newest version is so far
     */
    Mono<Page<ClipView>> page(
            WorkspaceId workspace, @Nullable JobId job, @Nullable ClipStatus status, PageRequest page) {
        var those = "from clips.clip c join clips.job j on j.job_id = c.job_id"
                + " where c.workspace_id = :workspace and not c.deleted and (:status = '' or c.status = :status)"
                + (job == null ? "" : " and c.job_id = :job");
        return of("select count(*) as n " + those, workspace, job, status)
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> of(
                                "select c.* " + those
                                        + " order by j.created_at desc, c.job_id, c.rank limit :limit offset :offset",
                                workspace,
                                job,
                                status)
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(this::clip)
                        .all()
                        .collectList()
                        .map(clips -> Page.of(clips, total, page)));
    }

    private DatabaseClient.GenericExecuteSpec of(
            String statement, WorkspaceId workspace, @Nullable JobId job, @Nullable ClipStatus status) {
        var bound = database.sql(statement)
                .bind("workspace", workspace.value())
                .bind("status", status == null ? "" : status.wireName());
        return job == null ? bound : bound.bind("job", job.value());
    }

    /** A clip, or {@code NOT_FOUND} where it was deleted. */
    Mono<ClipView> one(ClipId clip) {
        return database.sql("select * from clips.clip where clip_id = :clip and not deleted")
                .bind("clip", clip.value())
                .map(this::clip)
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    /** The versions of a clip, the newest first. */
    Mono<List<VersionView>> versions(ClipId clip) {
        return database.sql("select * from clips.clip_version where clip_id = :clip order by version desc")
                .bind("clip", clip.value())
                .map(this::version)
                .all()
                .collectList();
    }

    /** What was said about a clip, in the order in which it was said. */
    Mono<Page<CommentView>> comments(ClipId clip, PageRequest page) {
        return database.sql("select count(*) as n from clips.comment where clip_id = :clip")
                .bind("clip", clip.value())
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> database.sql("select * from clips.comment where clip_id = :clip"
                                + " order by said limit :limit offset :offset")
                        .bind("clip", clip.value())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(row -> new CommentView(
                                new CommentId(Columns.uuid(row, "comment_id")),
                                new AccountId(Columns.uuid(row, "author")),
                                Columns.text(row, "text"),
                                row.get("at_millis", Long.class),
                                Columns.instant(row, "created_at")))
                        .all()
                        .collectList()
                        .map(comments -> Page.of(comments, total, page)));
    }

    /** The brand kits of a workspace, in the order in which they were made. */
    Mono<Page<BrandKitView>> brandKits(WorkspaceId workspace, PageRequest page) {
        return database.sql("select count(*) as n from clips.brand_kit where workspace_id = :workspace")
                .bind("workspace", workspace.value())
                .map(row -> Columns.number(row, "n"))
                .one()
                .flatMap(total -> database.sql("select * from clips.brand_kit where workspace_id = :workspace"
                                + " order by created_at, brand_kit_id limit :limit offset :offset")
                        .bind("workspace", workspace.value())
                        .bind("limit", page.limit())
                        .bind("offset", page.offset())
                        .map(row -> new BrandKitView(
                                new BrandKitId(Columns.uuid(row, "brand_kit_id")),
                                json.readValue(Columns.text(row, "contents"), BrandKitContents.class),
                                Columns.instant(row, "created_at"),
                                Columns.instant(row, "updated_at")))
                        .all()
                        .collectList()
                        .map(kits -> Page.of(kits, total, page)));
    }

    private ClipView clip(Readable row) {
        long start = Columns.number(row, "start_millis");
        long end = Columns.number(row, "end_millis");
        return new ClipView(
                new ClipId(Columns.uuid(row, "clip_id")),
                new JobId(Columns.uuid(row, "job_id")),
                new WorkspaceId(Columns.uuid(row, "workspace_id")),
                Columns.whole(row, "rank"),
                Columns.whole(row, "version"),
                ClipStatus.parse(Columns.text(row, "status")),
                Columns.text(row, "title"),
                Columns.text(row, "description"),
                Columns.texts(row, "hashtags"),
                start,
                end,
                end - start,
                Columns.whole(row, "score"),
                json.readValue(Columns.text(row, "score_parts"), ScoreParts.class),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private VersionView version(Readable row) {
        return new VersionView(
                Columns.whole(row, "version"),
                ClipStatus.parse(Columns.text(row, "status")),
                json.readValue(Columns.text(row, "render"), RenderSettings.class),
                List.of(json.readValue(Columns.text(row, "files"), StepFile[].class)),
                List.of(json.readValue(Columns.text(row, "tools"), StepFact[].class)),
                Optional.ofNullable(row.get("requested_by", UUID.class))
                        .map(AccountId::new)
                        .orElse(null),
                row.get("reason", String.class),
                row.get("error_code", String.class),
                Columns.instant(row, "created_at"),
                row.get("ready_at", Instant.class));
    }
}
