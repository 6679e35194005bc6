package org.backlot.clips.query;

import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.ScanVerdict;
import org.backlot.shared.id.MediaAssetId;
import org.jspecify.annotations.Nullable;

/**
 * The upload that a job is made of, as it stands now.
 *
 * @param scan absent until somebody has looked for viruses, or has said that nobody will
 * @param scanReason what was found, or why nothing was scanned
 */
public record SourceUpload(
        MediaAssetId assetId,
        AssetStatus status,
        @Nullable ScanVerdict scan,
        @Nullable String scanReason) {}
