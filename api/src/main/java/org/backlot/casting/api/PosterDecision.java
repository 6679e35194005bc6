package org.backlot.casting.api;

/** What those who look for talent say to an application. */
public enum PosterDecision {
    SHORTLIST(ApplicationStatus.SHORTLISTED),
    CALL_BACK(ApplicationStatus.CALLED_BACK),
    OFFER(ApplicationStatus.OFFERED),
    REJECT(ApplicationStatus.REJECTED);

    private final ApplicationStatus after;

    PosterDecision(ApplicationStatus after) {
        this.after = after;
    }

    /** Where the application stands then. */
    public ApplicationStatus after() {
        return after;
    }
}
