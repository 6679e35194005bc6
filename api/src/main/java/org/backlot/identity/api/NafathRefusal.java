package org.backlot.identity.api;

/** Why a request to Nafath that somebody answered has verified nobody. */
public enum NafathRefusal {
    /** The holder of the national ID declined it in the Nafath app. */
    DECLINED,
    /** The holder confirmed it, but another account has been verified with this national ID before. */
    IDENTITY_TAKEN
}
