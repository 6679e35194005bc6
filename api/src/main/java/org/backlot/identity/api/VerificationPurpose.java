package org.backlot.identity.api;

/** What a one-time code proves. */
public enum VerificationPurpose {
    EMAIL
}
