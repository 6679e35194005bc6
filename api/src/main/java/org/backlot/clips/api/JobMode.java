package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a job cuts clips out of (CLIP section 5). Live streams and cameras have a context of their own. */
public enum JobMode {
    VOD;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other mode */
    @JsonCreator
    public static JobMode parse(String name) {
        if (VOD.wireName().equals(name)) {
            return VOD;
        }
        throw new IllegalArgumentException("must be vod");
    }
}
