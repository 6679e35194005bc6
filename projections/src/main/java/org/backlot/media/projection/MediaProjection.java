package org.backlot.media.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.FileName;
import org.backlot.media.api.MediaEvent;
import org.backlot.media.api.MediaEvent.AssetDeleted;
import org.backlot.media.api.MediaEvent.AssetFingerprinted;
import org.backlot.media.api.MediaEvent.AssetForgone;
import org.backlot.media.api.MediaEvent.AssetProbed;
import org.backlot.media.api.MediaEvent.AssetRefused;
import org.backlot.media.api.MediaEvent.AssetRetired;
import org.backlot.media.api.MediaEvent.AssetScanned;
import org.backlot.media.api.MediaEvent.AssetUsed;
import org.backlot.media.api.MediaEvent.UploadConfirmed;
import org.backlot.media.api.MediaEvent.UploadExpired;
import org.backlot.media.api.MediaEvent.UploadRequested;
import org.backlot.shared.Event;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.personal.Personal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploaded files with what is known of them (MED-1, MED-2). The name somebody gave a file is shown until they are erased. */
@Component
public final class MediaProjection implements Projection {
    private final JdbcClient jdbc;

    public MediaProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "media";
    }

    @Override
    public List<String> tables() {
        return List.of("asset");
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof MediaEvent || event instanceof AccountErased;
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case MediaEvent event -> media(event);
            case AccountErased event ->
                jdbc.sql("update asset set file_name = ? where requested_by = ?")
                        .params(Personal.ERASED, event.accountId().value())
                        .update();
            default -> {
                // No file is touched by it.
            }
        }
    }

    private void media(MediaEvent event) {
        switch (event) {
            case UploadRequested e -> requested(e);
            case UploadConfirmed e ->
                jdbc.sql("update asset set status = ?, checksum = ?, uploaded_at = ? where asset_id = ?")
                        .params(
                                AssetStatus.UPLOADED.name(),
                                e.checksum(),
                                at(e.at()),
                                e.assetId().value())
                        .update();
            case AssetProbed e -> probed(e);
            case AssetScanned e ->
                jdbc.sql("update asset set scan = ?, scan_reason = ?, scanned_at = ? where asset_id = ?")
                        .params(
                                e.verdict().name(),
                                e.reason(),
                                at(e.at()),
                                e.assetId().value())
                        .update();
            case AssetFingerprinted e ->
                jdbc.sql("update asset set difference_hash = ? where asset_id = ?")
                        .params(e.hash().bits(), e.assetId().value())
                        .update();
            case AssetRefused e -> {
                jdbc.sql("update asset set refusal = ?, refusal_detail = ? where asset_id = ?")
                        .params(e.reason().name(), e.detail(), e.assetId().value())
                        .update();
                ended(e.assetId(), AssetStatus.REFUSED, e.at());
            }
            case AssetDeleted e -> ended(e.assetId(), AssetStatus.DELETED, e.at());
            case UploadExpired e -> ended(e.assetId(), AssetStatus.EXPIRED, e.at());
            case AssetRetired e -> ended(e.assetId(), AssetStatus.RETIRED, e.at());
            case AssetUsed _, AssetForgone _ -> {
                // Who needs a file shows at those who need it.
            }
        }
    }

    private void requested(UploadRequested event) {
        jdbc.sql("""
                        insert into asset (asset_id, workspace_id, requested_by, file_name, content_type, size, file_key,
                            status, requested_at, confirm_by)
                        values (:asset, :workspace, :by, :name, :type, :size, :key, :status, :at, :confirmBy)
                        """)
                .param("asset", event.assetId().value())
                .param("workspace", event.workspaceId().value())
                .param("by", event.requestedBy().value())
                .param("name", event.fileName().shown(FileName::value))
                .param("type", event.contentType().value())
                .param("size", event.size())
                .param("key", event.fileKey().value())
                .param("status", AssetStatus.REQUESTED.name())
                .param("at", at(event.at()))
                .param("confirmBy", at(event.confirmBy()))
                .update();
    }

    private void probed(AssetProbed event) {
        var facts = event.facts();
        jdbc.sql("""
                        update asset set duration_millis = :duration, width = :width, height = :height,
                            video_codec = :video, audio_codec = :audio, bits_per_second = :bits
                        where asset_id = :asset
                        """)
                .param("duration", facts.durationMillis())
                .param("width", facts.width())
                .param("height", facts.height())
                .param("video", facts.videoCodec())
                .param("audio", facts.audioCodec())
                .param("bits", facts.bitsPerSecond())
                .param("asset", event.assetId().value())
                .update();
    }

    private void ended(MediaAssetId asset, AssetStatus how, Instant when) {
        jdbc.sql("update asset set status = ?, ended_at = ? where asset_id = ?")
                .params(how.name(), at(when), asset.value())
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
