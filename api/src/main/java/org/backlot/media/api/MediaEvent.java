package org.backlot.media.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;
import org.jspecify.annotations.Nullable;

/** The life of a media asset: promised, arrived, looked at, and refused, deleted or expired. */
public sealed interface MediaEvent extends Event {
    MediaAssetId assetId();

    @Override
    default String stream() {
        return "media/" + assetId();
    }

    /**
     * Somebody was given links to upload a file.
     *
     * @param size as promised, in bytes
     * @param parts the storage's name of the upload in parts; absent for one in one piece
     * @param confirmBy when it expires unless it was confirmed
     */
    @EventName("media.UploadRequested")
    @Revision("1")
    record UploadRequested(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            AccountId requestedBy,
            @PersonalData(subject = "requestedBy") Personal<FileName> fileName,
            MediaContentType contentType,
            long size,
            StorageKey fileKey,

            @NotPersonal("the storage's name of an upload in parts") @Nullable
            String parts,

            Instant confirmBy,
            Instant at)
            implements MediaEvent {}

    /**
     * The file has arrived and is what was promised.
     *
     * @param contentType as stored
     * @param checksum see {@link StoredObject}
     */
    @EventName("media.UploadConfirmed")
    @Revision("1")
    record UploadConfirmed(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            StorageKey fileKey,
            MediaContentType contentType,
            long size,

            @NotPersonal("the storage's checksum of the file")
            String checksum,

            Instant at)
            implements MediaEvent {}

    @EventName("media.AssetProbed")
    @Revision("1")
    record AssetProbed(MediaAssetId assetId, WorkspaceId workspaceId, ContainerFacts facts, Instant at)
            implements MediaEvent {}

    @EventName("media.AssetScanned")
    @Revision("1")
    record AssetScanned(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            ScanVerdict verdict,

            @NotPersonal("the scanner's name of a virus, or why nothing was scanned")
            String reason,

            Instant at)
            implements MediaEvent {}

    @EventName("media.AssetFingerprinted")
    @Revision("1")
    record AssetFingerprinted(MediaAssetId assetId, WorkspaceId workspaceId, DifferenceHash hash, Instant at)
            implements MediaEvent {}

    /** The file must not be used, and is removed. */
    @EventName("media.AssetRefused")
    @Revision("1")
    record AssetRefused(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            StorageKey fileKey,
            RefusalReason reason,

            @NotPersonal("a sentence of ours about the file")
            String detail,

            Instant at)
            implements MediaEvent {}

    /**
     * Somebody deleted it; its file is removed.
     *
     * @param parts an upload in parts that was not put together; absent otherwise
     */
    @EventName("media.AssetDeleted")
    @Revision("1")
    record AssetDeleted(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            StorageKey fileKey,

            @NotPersonal("the storage's name of an upload in parts") @Nullable
            String parts,

            AccountId deletedBy,
            Instant at)
            implements MediaEvent {}

    /** Nobody confirmed it in time; what has arrived is removed. */
    @EventName("media.UploadExpired")
    @Revision("1")
    record UploadExpired(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            StorageKey fileKey,

            @NotPersonal("the storage's name of an upload in parts") @Nullable
            String parts,

            Instant at)
            implements MediaEvent {}

    /** @param user the stream of who needs the file */
    @EventName("media.AssetUsed")
    @Revision("1")
    record AssetUsed(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            @NotPersonal("the name of a stream") String user,
            Instant at) implements MediaEvent {}

    /** @param user the stream of who needs the file no more */
    @EventName("media.AssetForgone")
    @Revision("1")
    record AssetForgone(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            @NotPersonal("the name of a stream") String user,
            Instant at) implements MediaEvent {}

    /** The system takes it out of use, because it was kept as long as such files are kept; its file is removed. */
    @EventName("media.AssetRetired")
    @Revision("1")
    record AssetRetired(
            MediaAssetId assetId, WorkspaceId workspaceId, StorageKey fileKey, RemovalReason reason, Instant at)
            implements MediaEvent {}
}
