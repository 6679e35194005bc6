package org.backlot.clips.api;

/** Where a job's material lies: on one of the platforms it may be taken from (CLIP section 6), or in our own store. */
public enum SourceKind {
    YOUTUBE,
    TWITCH,
    VIMEO,
    INSTAGRAM,
    TIKTOK,
    X,
    UPLOAD
}
