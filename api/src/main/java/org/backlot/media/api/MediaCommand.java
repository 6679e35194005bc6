package org.backlot.media.api;

import java.time.Duration;
import java.time.Instant;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/** What may be asked of one media asset (MED-1, MED-2). */
public sealed interface MediaCommand extends Command {
    MediaAssetId assetId();

    @Override
    default String stream() {
        return "media/" + assetId();
    }

    /**
     * Promises a file.
     *
     * @param size in bytes
     * @param parts the storage's name of the upload in parts; absent for one in one piece
     * @param confirmBy when the promise is over
     */
    record RequestUpload(
            MediaAssetId assetId,
            WorkspaceId workspaceId,
            AccountId requestedBy,
            Personal<FileName> fileName,
            MediaContentType contentType,
            long size,
            @Nullable String parts,
            Instant confirmBy)
            implements MediaCommand {}

    /** Changes nothing; answered with an {@link UploadTicket}. */
    record InspectUpload(MediaAssetId assetId) implements MediaCommand {}

    /**
     * Says what has arrived; answered with an {@link UploadTicket}.
     *
     * @param signature what the first bytes show
     */
    record ConfirmUpload(MediaAssetId assetId, StoredObject found, FileSignature signature) implements MediaCommand {}

    /** Says what a probe read; beyond a limit the asset is refused. */
    record RecordProbe(MediaAssetId assetId, ContainerFacts facts) implements MediaCommand {}

    /** Says what a scan found; an infected asset is refused. */
    record RecordScan(MediaAssetId assetId, ScanResult result) implements MediaCommand {}

    /** Says what the picture looks like, so that duplicates are found. */
    record RecordFingerprint(MediaAssetId assetId, DifferenceHash hash) implements MediaCommand {}

    /**
     * Takes an asset out of use.
     *
     * @param detail one line for whoever uploaded it
     */
    record RefuseAsset(MediaAssetId assetId, RefusalReason reason, String detail) implements MediaCommand {}

    /** Deletes an asset; answered with an {@link UploadTicket}. */
    record DeleteAsset(MediaAssetId assetId, AccountId deletedBy) implements MediaCommand {}

    /** Ends an upload that nobody confirmed in time. */
    record ExpireUpload(MediaAssetId assetId) implements MediaCommand {}

    /**
     * Somebody needs the file from now on; the same again does nothing.
     *
     * @param user the stream of who needs it, such as {@code clip-job/…}
     */
    record UseAsset(MediaAssetId assetId, String user) implements MediaCommand {}

    /** Somebody needs the file no more. */
    record ForgoAsset(MediaAssetId assetId, String user) implements MediaCommand {}

    /**
     * Removes material that was kept as long as it is to be kept. Does nothing while somebody needs it.
     *
     * @param keptFor how long after its confirmation
     */
    record RetireAsset(MediaAssetId assetId, Duration keptFor) implements MediaCommand {}
}
