package org.backlot.identity.api;

/** How somebody's identity was seen. */
public enum VerificationMethod {
    /** A moderator looked at papers. */
    MODERATOR,
    /** The national single sign-on of Saudi Arabia. */
    NAFATH
}
