package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why no call becomes of a post. */
public enum SetAsideReason {
    /** It looks for nobody. */
    NOT_A_CALL,
    /** It did, and its deadline has passed, or lies further off than a call may stay open. */
    DEADLINE_PASSED,
    /** The same was taken in before, by hand. */
    CALL_KNOWN,
    /** A moderator said so. */
    DISMISSED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
