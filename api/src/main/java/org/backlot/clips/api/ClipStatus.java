package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How far the newest version of a clip is, as it is shown (CLIP section 5). */
public enum ClipStatus {
    PENDING,
    /** Picture and sound are there, the forms in which it goes out are not. */
    RENDERED,
    READY,
    FAILED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is no status */
    @JsonCreator
    public static ClipStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be pending, rendered, ready or failed"));
    }
}
