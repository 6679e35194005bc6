package org.backlot.identity.api;

/** What came of asking for another code. */
public enum ResendOutcome {
    SENT,
    /** Nothing to verify: the address is verified, or the account is gone. */
    NOT_NEEDED,
    /** Codes were asked for too often. */
    TOO_SOON
}
