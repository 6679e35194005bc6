package org.backlot.media.query;

import java.time.Instant;
import org.backlot.media.api.MediaContentType;
import org.backlot.shared.id.MediaAssetId;

/**
 * A file of the same workspace that looks like another.
 *
 * @param distance in how many of 64 bits the two hashes differ; 0 where the pictures look the same
 */
public record NearDuplicate(
        MediaAssetId assetId, String fileName, MediaContentType contentType, int distance, Instant requestedAt) {}
