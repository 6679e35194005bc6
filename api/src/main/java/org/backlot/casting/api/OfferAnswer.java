package org.backlot.casting.api;

/** What a talent says to an offer. */
public enum OfferAnswer {
    ACCEPT(ApplicationStatus.ACCEPTED),
    DECLINE(ApplicationStatus.DECLINED);

    private final ApplicationStatus after;

    OfferAnswer(ApplicationStatus after) {
        this.after = after;
    }

    /** Where the application stands then. */
    public ApplicationStatus after() {
        return after;
    }
}
