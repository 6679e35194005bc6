package org.backlot.clips.worker.step;

import java.io.Serial;

/** An attempt cannot succeed, whoever tries it again. */
public final class StepRefused extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, in capitals
     * @param message one line for whoever wants the clip; names no file of theirs
     */
    public StepRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** One line for whoever wants the clip. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
