// Why this file exists: who sends a list that cannot be read must be told the line and the reason.
package org.backlot.shared.editorial;

/** A text is not an edit list that {@link CmxReader} understands; the message names the line and what is wrong with it. */
public final class CmxFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int lineNumber;

    CmxFormatException(int lineNumber, String reason) {
        super("Line " + lineNumber + ": " + reason);
        this.lineNumber = lineNumber;
    }

    CmxFormatException(int lineNumber, IllegalArgumentException cause) {
        super("Line " + lineNumber + ": " + cause.getMessage(), cause);
        this.lineNumber = lineNumber;
    }

    /** The line that could not be understood; the first one is 1. */
    public int lineNumber() {
        return lineNumber;
    }
}
