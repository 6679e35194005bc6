package org.backlot.shared;

/** A stable code for a refused request. Each context lists its own as an enum; {@link #name()} is the public code. */
public interface RejectionCode {
    /** The public code, for example {@code ESCROW_NOT_LOCKED}; part of the API, never renamed. */
    String name();

    /** The HTTP status it is answered with, 400 to 503. */
    int status();

    /** One sentence: what is wrong, and what to do next. */
    String message();
}
