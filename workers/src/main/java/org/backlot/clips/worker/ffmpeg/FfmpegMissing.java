package org.backlot.clips.worker.ffmpeg;

/** No ffmpeg can be run here; the message says what was tried. */
public final class FfmpegMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FfmpegMissing(String message) {
        super(message);
    }
}
