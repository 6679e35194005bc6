package org.backlot.media.api;

import java.util.Optional;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.RejectionCode;

/** Where an upload stands. */
public enum AssetStatus {
    /** Links were given out; nothing is known to have arrived. */
    REQUESTED,
    /** The file is there and is what was promised. */
    UPLOADED,
    /** The file must not be used: infected, unreadable, beyond a limit. */
    REFUSED,
    /** Nobody confirmed it in time. */
    EXPIRED,
    DELETED,
    /** It was kept as long as such files are kept. */
    RETIRED;

    /** What whoever wants to go on with it is told; empty where they may. */
    public Optional<RejectionCode> refusal() {
        return switch (this) {
            case REQUESTED, UPLOADED -> Optional.empty();
            case REFUSED -> Optional.of(MediaRejection.ASSET_REFUSED);
            case EXPIRED -> Optional.of(MediaRejection.UPLOAD_EXPIRED);
            case DELETED -> Optional.of(CommonRejection.NOT_FOUND);
            case RETIRED -> Optional.of(MediaRejection.UPLOAD_RETIRED);
        };
    }
}
