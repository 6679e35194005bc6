// Why this file exists: what the end of the day refuses, each with its code and what to do next.
package org.backlot.wrap.api;

import org.backlot.shared.RejectionCode;

/** What reports and edit lists refuse. */
public enum WrapRejection implements RejectionCode {
    NOTHING_TO_REPORT(404, "Nothing was shot, completed or reported on that day."),
    REPORT_CHANGED(409, "The report is no longer the one you saw. Read it again and sign the new digest."),
    NOTHING_CIRCLED(404, "There is no circle take in this selection. Circle takes first, or choose another day."),
    EDL_NOT_POSSIBLE(409, "These takes cannot stand on one timeline. The detail says which take and why.");

    private final int status;
    private final String message;

    WrapRejection(int status, String message) {
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
