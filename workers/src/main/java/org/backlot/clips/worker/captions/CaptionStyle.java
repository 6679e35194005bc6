package org.backlot.clips.worker.captions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How words come and go ({@code CLIP} section 8). */
public enum CaptionStyle {
    /** All words of the block; the one that is said is coloured and grows a little. */
    HIGHLIGHT_WORD,
    /** Colour runs through the words as they are said. */
    KARAOKE,
    /** Words come when they are said, with a pop. */
    POP_IN,
    /** Letter by letter; in joined scripts word by word. */
    TYPEWRITER,
    /** The word that is said jumps. */
    BOUNCE;

    /** @throws IllegalArgumentException for any other text than the five names in small letters */
    @JsonCreator
    public static CaptionStyle of(String label) {
        return Arrays.stream(values())
                .filter(style -> style.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown caption style \"" + label + "\""));
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
