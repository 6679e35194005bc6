package org.backlot.identity.api.access;

/** The kinds of things that belong to a workspace and to no project. */
public enum OwnedKind {
    CLIP_JOB,
    CLIP,
    BRAND_KIT,
    CASTING_CALL,
    /** Of the workspace whose call it is for. */
    APPLICATION
}
