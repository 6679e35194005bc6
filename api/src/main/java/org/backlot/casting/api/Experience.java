package org.backlot.casting.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How much somebody has done before a camera or on a stage. */
public enum Experience {
    BEGINNER,
    INTERMEDIATE,
    PROFESSIONAL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Experience parse(String name) {
        return Arrays.stream(values())
                .filter(experience -> experience.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be beginner, intermediate or professional"));
    }
}
