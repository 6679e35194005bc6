package org.backlot.identity.api;

/** What came of using a refresh token. A reuse ends the session, which is a fact that is kept, and is no rejection. */
public enum RefreshOutcome {
    ROTATED,
    REUSED
}
