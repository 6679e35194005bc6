package org.backlot.clips.worker.kafka;

/** A message that can never be handled. */
public final class PoisonMessage extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * What is wrong with it.
     *
     * @param reason for an operator; it is kept with the message, so nothing personal
     */
    public PoisonMessage(String reason) {
        super(reason);
    }
}
