package org.backlot.clips.worker.transcript;

/** A file that is no transcript of the form it claims. Says where and why; quotes nothing of it. */
public final class UnreadableTranscript extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableTranscript(int line, String reason) {
        super("line %d: %s".formatted(line, reason));
    }

    UnreadableTranscript(String reason) {
        super(reason);
    }
}
