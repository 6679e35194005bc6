package org.backlot.media.worker;

import java.io.Serializable;
import java.util.UUID;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.id.MediaAssetId;

/**
 * A file that is to be scanned, as it lies in the queue.
 *
 * @param checksum of the file that was confirmed
 * @param size in bytes
 * @param attempts how often it was tried
 */
record ScanOrder(UUID asset, String fileKey, String checksum, long size, int attempts) implements Serializable {
    private static final long serialVersionUID = 1L;

    MediaAssetId assetId() {
        return new MediaAssetId(asset);
    }

    StorageKey key() {
        return new StorageKey(fileKey);
    }

    ScanOrder again() {
        return new ScanOrder(asset, fileKey, checksum, size, attempts + 1);
    }
}
