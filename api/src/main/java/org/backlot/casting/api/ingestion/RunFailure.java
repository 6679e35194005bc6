package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a source could not be read. */
public enum RunFailure {
    /** The service that reads it has no key here. */
    PROVIDER_NOT_CONFIGURED,
    /** The service does not take our key. */
    KEY_REFUSED,
    /** The account at the service is used up. */
    CREDIT_USED_UP,
    /** The service wants to be asked less often. */
    TOO_MANY_REQUESTS,
    /** The service is away, broken or too slow. */
    UNAVAILABLE,
    /** The service has answered something that it never should. */
    ANSWER_MALFORMED,
    /** The service refuses the question. */
    REFUSED,
    /** The service is there, the page is not. */
    PAGE_MISSING;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
