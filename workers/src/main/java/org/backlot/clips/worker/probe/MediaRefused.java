package org.backlot.clips.worker.probe;

/** A file is not taken; trying again with the same file gives the same. */
public final class MediaRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final MediaRefusal refusal;

    public MediaRefused(MediaRefusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    public MediaRefused(MediaRefusal refusal, String detail) {
        super(refusal.message() + " (" + detail + ")");
        this.refusal = refusal;
    }

    public MediaRefusal refusal() {
        return refusal;
    }
}
