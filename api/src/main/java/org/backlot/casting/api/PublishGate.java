package org.backlot.casting.api;

/** By what a call came through. */
public enum PublishGate {
    /** The identity of whoever published it is verified. */
    VERIFIED_POSTER,
    /** A moderator approved it. */
    MODERATION
}
