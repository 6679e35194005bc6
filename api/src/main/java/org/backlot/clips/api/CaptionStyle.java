package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How captions move (CLIP section 8), or that there are none. */
public enum CaptionStyle {
    HIGHLIGHT_WORD,
    KARAOKE,
    POP_IN,
    TYPEWRITER,
    BOUNCE,
    NONE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is no style */
    @JsonCreator
    public static CaptionStyle parse(String name) {
        return Arrays.stream(values())
                .filter(style -> style.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be highlight_word, karaoke, pop_in, typewriter, bounce or none"));
    }
}
