package org.backlot.clips.worker.kafka;

/** It is not the message: something that its handling needs is away. */
public final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * What is away.
     *
     * @param reason for the log
     */
    public NotNow(String reason, Throwable cause) {
        super(reason, cause);
    }
}
