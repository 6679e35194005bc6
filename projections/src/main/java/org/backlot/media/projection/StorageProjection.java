package org.backlot.media.projection;

import java.util.List;
import java.util.UUID;
import org.backlot.clips.api.ClipEvent.ClipFilesRemoved;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.JobWorkRemoved;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.media.api.MediaEvent.AssetDeleted;
import org.backlot.media.api.MediaEvent.AssetRefused;
import org.backlot.media.api.MediaEvent.AssetRetired;
import org.backlot.media.api.MediaEvent.UploadConfirmed;
import org.backlot.media.api.MediaEvent.UploadExpired;
import org.backlot.media.api.MediaEvent.UploadRequested;
import org.backlot.media.api.SharedFilesEvent.SharedFilesForgone;
import org.backlot.media.api.SharedFilesEvent.SharedFilesRemoved;
import org.backlot.media.api.SharedFilesEvent.SharedFilesUsed;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.Event;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each workspace takes up of the storage (MED-5, CLP-11), by what events tell: nobody ever scans the bucket. */
@Component
public final class StorageProjection implements Projection, WrittenWithTheLog {
    private final JdbcClient jdbc;

    public StorageProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public List<String> tables() {
        return List.of("upload", "job", "folder", "shared_use");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case UploadRequested _, UploadConfirmed _, AssetRefused _, AssetDeleted _, UploadExpired _ -> true;
            case AssetRetired _, JobWorkRemoved _ -> true;
            case ClipJobCreated _, StepCompleted _, ClipFilesRemoved _ -> true;
            case SharedFilesUsed _, SharedFilesForgone _, SharedFilesRemoved _ -> true;
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
            case UploadRequested promised ->
                jdbc.sql("insert into upload (asset_id, workspace_id, bytes, arrived) values (?, ?, ?, false)")
                        .params(
                                promised.assetId().value(),
                                promised.workspaceId().value(),
                                promised.size())
                        .update();
            case UploadConfirmed arrived ->
                jdbc.sql("update upload set bytes = ?, arrived = true where asset_id = ?")
                        .params(arrived.size(), arrived.assetId().value())
                        .update();
            case AssetRefused gone -> gone(gone.assetId());
            case AssetDeleted gone -> gone(gone.assetId());
            case UploadExpired gone -> gone(gone.assetId());
            case AssetRetired gone -> gone(gone.assetId());
            case ClipJobCreated created ->
                jdbc.sql("insert into job (job_id, workspace_id) values (?, ?)")
                        .params(created.jobId().value(), created.workspaceId().value())
                        .update();
            case StepCompleted done -> written(done);
            case ClipFilesRemoved gone -> gone.folders().forEach(this::emptied);
            case JobWorkRemoved gone -> gone.folders().forEach(this::emptied);
            case SharedFilesUsed used -> uses(used.folder(), used.user(), true);
            case SharedFilesForgone forgone ->
                jdbc.sql("delete from shared_use where prefix = ? and user_stream = ?")
                        .params(forgone.folder().prefix(), forgone.user())
                        .update();
            case SharedFilesRemoved removed -> emptied(removed.folder());
            default -> {
                // No file comes or goes by it.
            }
        }
    }

    private void gone(MediaAssetId asset) {
        jdbc.sql("delete from upload where asset_id = ?").param(asset.value()).update();
    }

    private void written(StepCompleted done) {
        var workspace = new WorkspaceId(jdbc.sql("select workspace_id from job where job_id = ?")
                .param(done.jobId().value())
                .query(UUID.class)
                .single());
        jdbc.sql("""
                        insert into folder as f (workspace_id, prefix, kind, bytes)
                        values (:workspace, :prefix, :kind, :bytes)
                        on conflict (prefix, kind) do update set bytes = greatest(f.bytes, excluded.bytes)
                        """)
                .param("workspace", workspace.value())
                .param("prefix", folderOf(done, workspace).prefix())
                .param("kind", done.kind().name())
                .param("bytes", done.usage().bytes())
                .update();
        var clip = done.clip();
        var user = clip == null ? "clip-job/" + done.jobId() : "clip/" + clip.clipId();
        // Of times when nobody said before that he needs them.
        done.outputs().stream()
                .flatMap(file -> StorageFolder.sharedAround(file.key()).stream())
                .distinct()
                .forEach(folder -> uses(folder, user, false));
    }

    private void uses(StorageFolder folder, String user, boolean said) {
        jdbc.sql("""
                        insert into shared_use as s (prefix, user_stream, said) values (:prefix, :user, :said)
                        on conflict (prefix, user_stream) do update set said = s.said or excluded.said
                        """)
                .param("prefix", folder.prefix())
                .param("user", user)
                .param("said", said)
                .update();
    }

    private void emptied(StorageFolder folder) {
        jdbc.sql("delete from folder where prefix = ?").param(folder.prefix()).update();
    }

    /** Where most of it lies: a shared folder where the step has written into one, else the step's own. */
    static StorageFolder folderOf(StepCompleted done, WorkspaceId workspace) {
        return done.outputs().stream()
                .flatMap(file -> StorageFolder.sharedAround(file.key()).stream())
                .findFirst()
                .orElseGet(() -> StorageFolder.of(
                        workspace,
                        "jobs",
                        done.jobId().toString(),
                        done.stepId().toString()));
    }
}
