package org.backlot.media.rest;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.id.MediaAssetId;
import org.jspecify.annotations.Nullable;

/**
 * Where to send a file.
 *
 * @param fileKey its name in the storage
 * @param method for every link
 * @param url for the whole file; absent where it is sent in parts
 * @param headers to send with the whole file, exactly so
 * @param parts for the parts of a larger file, which need no headers; empty where it is sent whole
 * @param linksExpireAt when an upload may not begin any more
 * @param confirmBy when the upload expires unless it was confirmed
 */
public record PresignedUpload(
        MediaAssetId assetId,
        StorageKey fileKey,
        String method,
        @Nullable URI url,
        Map<String, String> headers,
        List<PresignedPart> parts,
        Instant linksExpireAt,
        Instant confirmBy) {
    public PresignedUpload {
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /**
     * Where to send one part.
     *
     * @param number from 1
     * @param offset of its first byte in the file
     * @param size in bytes; another length is refused by the storage
     */
    public record PresignedPart(int number, long offset, long size, URI url) {}

    /** Never the links: they are secrets until they expire. */
    @Override
    public String toString() {
        return "PresignedUpload[" + assetId + "]";
    }
}
