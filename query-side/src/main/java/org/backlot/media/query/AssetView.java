package org.backlot.media.query;

import java.time.Instant;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.ContainerFacts;
import org.backlot.media.api.DifferenceHash;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.ScanVerdict;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file as the members of its workspace see it.
 *
 * @param fileName as it was called by whoever uploaded it; {@code [erased]} after their erasure
 * @param size in bytes
 * @param scan absent until somebody has looked, or has said that nobody will
 * @param scanReason what was found, or why nothing was scanned
 * @param facts absent until it was probed
 * @param differenceHash absent until the picture was looked at
 * @param refusal absent unless it must not be used
 */
public record AssetView(
        MediaAssetId assetId,
        WorkspaceId workspaceId,
        AccountId requestedBy,
        String fileName,
        MediaContentType contentType,
        long size,
        StorageKey fileKey,
        AssetStatus status,
        Instant requestedAt,
        Instant confirmBy,
        @Nullable Instant uploadedAt,
        @Nullable String checksum,
        @Nullable ScanVerdict scan,
        @Nullable String scanReason,
        @Nullable ContainerFacts facts,
        @Nullable DifferenceHash differenceHash,
        @Nullable RefusalReason refusal,
        @Nullable String refusalDetail,
        @Nullable Instant endedAt) {}
