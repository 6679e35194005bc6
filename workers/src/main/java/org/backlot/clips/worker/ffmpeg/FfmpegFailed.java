package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.util.List;

/** A run of ffmpeg, or of another program under the same watch, did not give what it should; what it said last is kept. */
public final class FfmpegFailed extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why it ended. */
    public enum Reason {
        /** It ended by itself, with an error. */
        ERROR,
        /** It took longer than it may. */
        TIMED_OUT,
        /** Nobody wants the result any more. */
        CANCELLED,
        /** It wrote more than it may. */
        TOO_MUCH_OUTPUT
    }

    private final Reason reason;
    private final List<String> lastLines;

    FfmpegFailed(Reason reason, String message, List<String> lastLines) {
        super(message + (lastLines.isEmpty() ? "" : ": " + String.join(" | ", lastLines)));
        this.reason = reason;
        this.lastLines = List.copyOf(lastLines);
    }

    public Reason reason() {
        return reason;
    }

    /** At most the last twenty lines of its standard error. */
    public List<String> lastLines() {
        return lastLines;
    }
}
