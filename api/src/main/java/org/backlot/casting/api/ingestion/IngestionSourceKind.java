package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where posts come from. */
public enum IngestionSourceKind {
    /** A page or a site, read by Firecrawl. */
    WEB,
    /** A group or a channel, read by Whapi. */
    WHATSAPP;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static IngestionSourceKind parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be web or whatsapp"));
    }
}
