package org.backlot.log.api;

import org.backlot.shared.RejectionCode;

/** Why a read of the log, or of a view as it was, is refused. */
public enum LogRejection implements RejectionCode {
    AUDIT_BUSY(429, "Too many exports or live feeds of the log are open. Wait as Retry-After says, or close one."),
    PAST_BUSY(503, "Too many views of the past are being made. Repeat as Retry-After says."),
    PAST_TOO_LONG(
            503, "Making the view of the past takes longer than is allowed here. Ask the operator to allow more.");

    private final int status;
    private final String message;

    LogRejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
