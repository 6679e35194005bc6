package org.backlot.logistics.api;

/** Where a piece of gear stands on its journey. */
public enum DispatchStatus {
    /** The vendor has it; nobody was offered it yet. */
    WITH_VENDOR,
    /** The holder shows a code and waits for the receiver's scan. */
    OFFERED,
    /** The receiver scanned; the holder still has it until they confirm. */
    SCANNED,
    /** Somebody of the production has it. */
    ON_SET,
    /** The vendor has it again; the journey is over. */
    RETURNED
}
