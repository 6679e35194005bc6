// A file that cannot be taken must be refused in words its writer can act on, and with a reason a program can act on.

package org.backlot.production.command.screenplay;

/** The file is not a screenplay that can be read. Nothing else is thrown for any content of a file. */
public final class UnreadableScreenplay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the file is refused. */
    public enum Reason {
        /** The bytes are not UTF-8, contain NUL, or are mostly control characters. */
        NOT_TEXT,
        /** More than {@link FountainParser#MAXIMUM_BYTES} or {@link FountainParser#MAXIMUM_SCENES}. */
        TOO_LARGE,
        /** The text has no scene heading. */
        NO_SCENES
    }

    private final Reason reason;

    UnreadableScreenplay(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Returns why the file is refused; the message tells the details and what to do. */
    public Reason reason() {
        return reason;
    }
}
