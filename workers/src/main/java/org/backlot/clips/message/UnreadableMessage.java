package org.backlot.clips.message;

/** Bytes that are no message of the kind expected, or one written with a schema that this program does not know. */
public final class UnreadableMessage extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
