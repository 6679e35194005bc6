package org.backlot.casting.query;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What became of a post. */
public enum PostStatus {
    /** Nothing yet. */
    WAITING,
    /** A call, which a moderator looks at. */
    TAKEN_IN,
    /** No call. */
    SET_ASIDE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static PostStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be waiting, taken_in or set_aside"));
    }
}
