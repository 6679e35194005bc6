package org.backlot.logistics.api;

import org.backlot.shared.RejectionCode;

/** Why logistics refuses a request. */
public enum LogisticsRejection implements RejectionCode {
    HANDOFF_CODE_FORGED(400, "This is not a code that Backlot made. Scan the holder's screen again."),
    HANDOFF_CODE_OF_ANOTHER_DISPATCH(400, "This code belongs to another dispatch. Send it to that one."),
    HANDOFF_NOT_FOR_YOU(403, "This handoff names somebody else. Ask the holder for a code that names you."),
    NOT_THE_HOLDER(403, "Only the person who holds the gear may do this."),
    HANDOFF_CODE_USED(409, "This code was scanned or confirmed before; each works once. Ask the holder for a new one."),
    HANDOFF_SUPERSEDED(409, "The holder made a newer code, which voids this one. Scan the newer one."),
    HANDOFF_NOT_SCANNED(409, "The receiver has not scanned the code yet. Confirm after the scan."),
    HANDOFF_TO_SELF(409, "The receiver already holds the gear. Name somebody else."),
    GEAR_ALREADY_RETURNED(409, "The vendor has the gear again; this journey is over. Initialize a new dispatch."),
    BOOKING_ALREADY_DISPATCHED(409, "This booking already has a dispatch. Use that one."),
    HANDOFF_CODE_EXPIRED(410, "The code's time is over. Ask the holder for a new one."),
    RECEIVER_NOT_AUTHORISED(
            422,
            "The receiver must be the vendor, on the crew of the project or in its workspace, with a verified account. Ask a lead to add them."),
    VENDOR_NOT_ACTIVE(422, "The vendor must be a verified account. Ask them to register and verify first.");

    private final int status;
    private final String message;

    LogisticsRejection(int status, String message) {
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
