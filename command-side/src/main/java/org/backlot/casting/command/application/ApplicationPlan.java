package org.backlot.casting.command.application;

import org.backlot.shared.id.AccountId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How many applications somebody may send in a month. Everybody is on the free plan until plans are sold. */
@Component
public final class ApplicationPlan {
    private final int free;

    ApplicationPlan(@Value("${backlot.casting.applications-per-month:5}") int free) {
        this.free = free;
    }

    /** How many a month (UTC). */
    public int perMonth(AccountId applicant) {
        return free;
    }
}
