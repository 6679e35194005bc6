package org.backlot.media.api;

/** Why the system removes files. */
public enum RemovalReason {
    /** Somebody deleted the clip. */
    CLIP_DELETED,
    /** Somebody put the job away. */
    JOB_PUT_AWAY,
    /** They were kept as long as such files are kept. */
    RETENTION
}
