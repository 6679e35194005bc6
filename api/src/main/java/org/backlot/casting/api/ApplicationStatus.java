package org.backlot.casting.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.backlot.casting.api.ApplicationEvent.ApplicationCalledBack;
import org.backlot.casting.api.ApplicationEvent.ApplicationOffered;
import org.backlot.casting.api.ApplicationEvent.ApplicationRejected;
import org.backlot.casting.api.ApplicationEvent.ApplicationShortlisted;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.ApplicationEvent.ApplicationViewed;
import org.backlot.casting.api.ApplicationEvent.ApplicationWithdrawn;
import org.backlot.casting.api.ApplicationEvent.OfferAccepted;
import org.backlot.casting.api.ApplicationEvent.OfferDeclined;

/**
 * Where an application stands (CST-3). On the way from the first to an offer steps may be left out; nothing goes back, and
 * nothing follows an end.
 */
public enum ApplicationStatus {
    SUBMITTED,
    VIEWED,
    SHORTLISTED,
    CALLED_BACK,
    OFFERED,
    ACCEPTED,
    DECLINED,
    REJECTED,
    WITHDRAWN;

    /** Whether something may still follow. */
    public boolean open() {
        return ordinal() <= OFFERED.ordinal();
    }

    /** Whether the other may follow this. */
    public boolean mayBecome(ApplicationStatus next) {
        return open()
                && switch (next) {
                    case SUBMITTED -> false;
                    case VIEWED, SHORTLISTED, CALLED_BACK, OFFERED -> next.ordinal() > ordinal();
                    case ACCEPTED, DECLINED -> this == OFFERED;
                    case REJECTED, WITHDRAWN -> true;
                };
    }

    /** Where it stands after something has happened. Every view asks here. */
    public ApplicationStatus after(ApplicationEvent event) {
        return switch (event) {
            case ApplicationSubmitted _ -> SUBMITTED;
            // Each look is a fact; only the first one moves it.
            case ApplicationViewed _ -> this == SUBMITTED ? VIEWED : this;
            case ApplicationShortlisted _ -> SHORTLISTED;
            case ApplicationCalledBack _ -> CALLED_BACK;
            case ApplicationOffered _ -> OFFERED;
            case ApplicationRejected _ -> REJECTED;
            case OfferAccepted _ -> ACCEPTED;
            case OfferDeclined _ -> DECLINED;
            case ApplicationWithdrawn _ -> WITHDRAWN;
        };
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ApplicationStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be submitted, viewed, shortlisted, called_back,"
                        + " offered, accepted, declined, rejected or withdrawn"));
    }
}
