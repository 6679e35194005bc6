package org.backlot.media.command;

import java.time.Duration;
import org.backlot.media.api.MediaRejection;
import org.backlot.shared.Rejection;

/**
 * What a workspace takes up of the storage, and whether more fits (MED-5, CLP-11; CLIP section 13).
 *
 * @param kept bytes of confirmed uploads and of what steps have written
 * @param promised bytes of uploads that were promised a place and have not come yet
 */
record StorageUse(long kept, long promised) {
    static final String RESOURCE = "storageBytes";

    /** Room comes with a deletion; by itself it comes when promises expire and what is old is removed. */
    private static final Duration COME_BACK = Duration.ofHours(1);

    /**
     * For an upload of that size.
     *
     * @throws Rejection {@code STORAGE_QUOTA_EXCEEDED}
     */
    void requireRoomFor(long size, long allowed) {
        if (size > allowed - kept - promised) {
            throw full(allowed).at("size").with("wanted", size);
        }
    }

    /**
     * For a job: how much it will write nobody knows before, so the one that passes the line is still done.
     *
     * @throws Rejection {@code STORAGE_QUOTA_EXCEEDED}
     */
    void requireAnyRoom(long allowed) {
        if (kept + promised >= allowed) {
            throw full(allowed);
        }
    }

    private Rejection full(long allowed) {
        return Rejection.of(MediaRejection.STORAGE_QUOTA_EXCEEDED)
                .with("resource", RESOURCE)
                .with("limit", allowed)
                .with("used", kept)
                .with("promised", promised)
                .retryAfter(COME_BACK);
    }
}
