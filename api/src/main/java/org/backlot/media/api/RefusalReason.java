package org.backlot.media.api;

/** Why an uploaded file must not be used (MED-2; CLIP section 8). */
public enum RefusalReason {
    INFECTED,
    /** It cannot be decoded, or is not what its container says. */
    UNREADABLE,
    /** A video without a picture. */
    NO_VIDEO,
    TOO_LONG,
    RESOLUTION_TOO_HIGH,
    CODEC_NOT_ALLOWED,
    BITRATE_TOO_HIGH,
    /** The object in the storage is no longer the one that was confirmed. */
    CHANGED_IN_STORAGE
}
