package org.backlot.identity.api;

/** What the holder of a national ID has done in the Nafath app. */
public enum NafathVerdict {
    CONFIRMED,
    DECLINED
}
