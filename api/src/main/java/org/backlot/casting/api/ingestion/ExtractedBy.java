package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who has made a call of a post. */
public enum ExtractedBy {
    /** Its own labels said what is what. */
    RULES,
    /** The configured model. */
    MODEL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
