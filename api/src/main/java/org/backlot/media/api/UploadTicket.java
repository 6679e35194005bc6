package org.backlot.media.api;

import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What the aggregate knows of an upload, for those who must look into the storage before they ask for more.
 *
 * @param contentType as promised
 * @param size as promised, in bytes
 * @param parts the storage's name of the upload in parts; absent for one in one piece
 * @param refusal why the file must not be used; absent where nobody has refused it
 */
public record UploadTicket(
        MediaAssetId assetId,
        WorkspaceId workspaceId,
        StorageKey fileKey,
        MediaContentType contentType,
        long size,
        @Nullable String parts,
        AssetStatus status,
        @Nullable RefusalReason refusal) {}
