package org.backlot.eventstore;

/** The database cannot store what a unit holds, such as a text with a NUL in it. Nothing of it was written. */
public final class AppendInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppendInvalid(Throwable cause) {
        super("the log cannot store this", cause);
    }
}
