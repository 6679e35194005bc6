package org.backlot.clips.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.backlot.clips.api.ClipEvent;
import org.backlot.clips.api.ClipEvent.ClipCommented;
import org.backlot.clips.api.ClipEvent.ClipDeleted;
import org.backlot.clips.api.ClipEvent.ClipFilesRemoved;
import org.backlot.clips.api.ClipEvent.ClipPlanned;
import org.backlot.clips.api.ClipEvent.ClipVersionExported;
import org.backlot.clips.api.ClipEvent.ClipVersionFailed;
import org.backlot.clips.api.ClipEvent.ClipVersionRendered;
import org.backlot.clips.api.ClipEvent.ClipWordsEdited;
import org.backlot.clips.api.ClipEvent.RerenderRequested;
import org.backlot.clips.api.ClipStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of clips, their versions and what is said about them. */
final class ClipRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClipRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void on(ClipEvent event, long position) {
        switch (event) {
            case ClipPlanned e -> {
                insert(e);
                version(e.clipId().value(), 1, e.render(), null, null, e.at());
            }
            case RerenderRequested e -> {
                version(e.clipId().value(), e.version(), e.render(), e.requestedBy(), e.reason(), e.at());
                jdbc.sql("update clip set version = ? where clip_id = ?")
                        .params(e.version(), e.clipId().value())
                        .update();
                standing(e.clipId().value(), e.version(), ClipStatus.PENDING, e.at());
            }
            case ClipVersionRendered e -> {
                jdbc.sql(
                                "update clip_version set files = ?, tools = ?, error_code = null where clip_id = ? and version = ?")
                        .params(
                                json.writeValueAsString(e.files()),
                                json.writeValueAsString(e.tools()),
                                e.clipId().value(),
                                e.version())
                        .update();
                standing(e.clipId().value(), e.version(), ClipStatus.RENDERED, e.at());
            }
            case ClipVersionExported e -> {
                jdbc.sql("""
                                update clip_version set ready_at = :at, error_code = null,
                                    files = (cast(files as jsonb) || cast(:files as jsonb))::text
                                where clip_id = :clip and version = :version
                                """)
                        .param("at", at(e.at()))
                        .param("files", json.writeValueAsString(e.files()))
                        .param("clip", e.clipId().value())
                        .param("version", e.version())
                        .update();
                standing(e.clipId().value(), e.version(), ClipStatus.READY, e.at());
            }
            case ClipVersionFailed e -> {
                jdbc.sql("update clip_version set error_code = ? where clip_id = ? and version = ?")
                        .params(e.code(), e.clipId().value(), e.version())
                        .update();
                standing(e.clipId().value(), e.version(), ClipStatus.FAILED, e.at());
            }
            case ClipWordsEdited e ->
                jdbc.sql("update clip set title = :title, description = :description, hashtags = :hashtags,"
                                + " updated_at = :at where clip_id = :clip")
                        .param("title", e.words().title())
                        .param("description", e.words().description())
                        .param("hashtags", e.words().hashtags().toArray(String[]::new))
                        .param("at", at(e.at()))
                        .param("clip", e.clipId().value())
                        .update();
            case ClipCommented e -> commented(e, position);
            case ClipDeleted e ->
                jdbc.sql("update clip set deleted = true, updated_at = ? where clip_id = ?")
                        .params(at(e.at()), e.clipId().value())
                        .update();
            case ClipFilesRemoved _ -> {
                // Who deleted the clip has seen it go.
            }
        }
    }

    /** Takes the words of somebody who was erased out of sight. */
    void erase(AccountId account) {
        jdbc.sql("update comment set text = ? where author = ?")
                .params(Personal.ERASED, account.value())
                .update();
    }

    private void insert(ClipPlanned event) {
        var selected = event.selected();
        jdbc.sql("""
                        insert into clip (clip_id, job_id, workspace_id, rank, version, status, title, description, hashtags,
                            start_millis, end_millis, score, score_parts, deleted, created_at, updated_at)
                        values (:clip, :job, :workspace, :rank, 1, :status, :title, :description, :hashtags, :start, :end,
                            :score, :parts, false, :at, :at)
                        """)
                .param("clip", event.clipId().value())
                .param("job", event.jobId().value())
                .param("workspace", event.workspaceId().value())
                .param("rank", event.rank())
                .param("status", ClipStatus.PENDING.wireName())
                .param("title", selected.words().title())
                .param("description", selected.words().description())
                .param("hashtags", selected.words().hashtags().toArray(String[]::new))
                .param("start", selected.startMillis())
                .param("end", selected.endMillis())
                .param("score", selected.score())
                .param("parts", json.writeValueAsString(selected.parts()))
                .param("at", at(event.at()))
                .update();
    }

    private void version(
            UUID clip,
            int version,
            RenderSettings render,
            @Nullable AccountId by,
            @Nullable String reason,
            Instant when) {
        jdbc.sql("""
                        insert into clip_version (clip_id, version, status, render, files, tools, requested_by, reason,
                            created_at)
                        values (:clip, :version, :status, :render, '[]', '[]', :by, :reason, :at)
                        """)
                .param("clip", clip)
                .param("version", version)
                .param("status", ClipStatus.PENDING.wireName())
                .param("render", json.writeValueAsString(render))
                .param("by", by == null ? null : by.value())
                .param("reason", reason)
                .param("at", at(when))
                .update();
    }

    // The clip shows how far its newest version is; an older one that is mended does not change that.
    private void standing(UUID clip, int version, ClipStatus status, Instant when) {
        jdbc.sql("update clip_version set status = ? where clip_id = ? and version = ?")
                .params(status.wireName(), clip, version)
                .update();
        jdbc.sql("update clip set status = :status, updated_at = :at where clip_id = :clip and version = :version")
                .param("status", status.wireName())
                .param("at", at(when))
                .param("clip", clip)
                .param("version", version)
                .update();
    }

    private void commented(ClipCommented event, long position) {
        jdbc.sql("""
                        insert into comment (clip_id, comment_id, author, text, at_millis, said, created_at)
                        values (:clip, :comment, :author, :text, :atMillis, :said, :at)
                        """)
                .param("clip", event.clipId().value())
                .param("comment", event.commentId().value())
                .param("author", event.author().value())
                .param("text", event.text().shown(text -> text))
                .param("atMillis", event.atMillis())
                .param("said", position)
                .param("at", at(event.at()))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
