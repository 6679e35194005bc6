package org.backlot.casting.api;

/** Why a call takes no more applications. */
public enum CloseCause {
    DEADLINE,
    POSTER
}
