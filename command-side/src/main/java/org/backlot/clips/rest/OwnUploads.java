package org.backlot.clips.rest;

import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.backlot.clips.api.ClipJobCommand.InspectJobWork;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.JobWork;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.MediaCommand.InspectUpload;
import org.backlot.media.api.MediaCommand.UseAsset;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.UploadTicket;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.stereotype.Component;

/**
 * Says whether an upload may become a job's material. A job of a file that has not arrived, or must not be used, would
 * take a place and fail; whoever asks for one is told at once.
 */
@Component
final class OwnUploads {
    private final CommandGateway commands;

    OwnUploads(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * The key of a file of this workspace that was confirmed and that nobody has refused. One that was not scanned is
     * taken.
     *
     * @param key as somebody has sent it
     * @param field in which they have sent it
     * @throws Rejection {@code SOURCE_KEY_REFUSED}, {@code UPLOAD_NOT_CONFIRMED}, {@code UPLOAD_EXPIRED}, {@code
     *     ASSET_REFUSED} with {@code refusal}, {@code NOT_FOUND}
     */
    String usable(String key, WorkspaceId workspace, String field) {
        var asset = StorageKey.assetAt(key)
                .filter(_ -> key.startsWith(workspace + "/"))
                .orElseThrow(() -> noUpload(field));
        return usable(asset, workspace, field);
    }

    /** The same for an upload that was named by its id. */
    String usable(MediaAssetId asset, WorkspaceId workspace, String field) {
        var upload = inspect(asset, field);
        if (!upload.workspaceId().equals(workspace)) {
            throw noUpload(field);
        }
        if (upload.status() == AssetStatus.REQUESTED) {
            throw Rejection.of(MediaRejection.UPLOAD_NOT_CONFIRMED).at(field);
        }
        upload.status().refusal().ifPresent(code -> {
            var refused = Rejection.of(code).at(field);
            throw upload.refusal() == null
                    ? refused
                    : refused.with("refusal", upload.refusal().name());
        });
        return upload.fileKey().value();
    }

    /**
     * Keeps the uploads of a new job for it: from its commit on the system removes none of them under it. Part of the unit
     * of work that makes the job.
     */
    void keepFor(JobId job, JobSource source) {
        Stream.of(source.fileKey(), source.captionsKey())
                .flatMap(Stream::ofNullable)
                .flatMap(key -> StorageKey.assetAt(key).stream())
                .distinct()
                .forEach(asset -> commands.sendAndWait(new UseAsset(asset, "clip-job/" + job)));
    }

    /**
     * Whether what a job was made of is still there: people may have deleted it.
     *
     * @throws Rejection {@code SOURCE_GONE}
     */
    void requireThere(JobId job) {
        JobWork work = commands.sendAndWait(new InspectJobWork(job));
        for (var asset : work.uploads()) {
            UploadTicket upload = commands.sendAndWait(new InspectUpload(asset));
            if (upload.status() != AssetStatus.UPLOADED) {
                throw Rejection.of(ClipsRejection.SOURCE_GONE).with("removedFor", upload.status());
            }
        }
    }

    /** Somebody else's upload answers as if there were none. */
    private UploadTicket inspect(MediaAssetId asset, String field) {
        try {
            return commands.sendAndWait(new InspectUpload(asset));
        } catch (AggregateNotFoundException unknown) {
            throw noUpload(field);
        }
    }

    private static Rejection noUpload(String field) {
        return Rejection.of(ClipsRejection.SOURCE_KEY_REFUSED).at(field);
    }
}
