package org.backlot.clips.worker.analysis;

/** Faces cannot be looked for on this machine: OpenCV does not run here. */
public final class FacesUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FacesUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
