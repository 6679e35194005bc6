package org.backlot.identity.command.nafath;

import org.backlot.identity.api.NafathFailure;

/** The provider gave no code. Says why, and nothing of what it was asked or has answered. */
public final class NafathUnanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final NafathFailure failure;

    public NafathUnanswered(NafathFailure failure) {
        super(failure.name(), null, false, false);
        this.failure = failure;
    }

    public NafathFailure failure() {
        return failure;
    }
}
