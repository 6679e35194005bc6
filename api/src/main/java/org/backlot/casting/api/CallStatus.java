package org.backlot.casting.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a casting call stands. */
public enum CallStatus {
    DRAFT,
    /** A moderator is to look at it. */
    IN_REVIEW,
    /** Everybody sees it, and it takes applications. */
    PUBLISHED,
    /** A moderator said no; edited, it is a draft again. */
    REJECTED,
    /** Everybody sees that it is over. */
    CLOSED,
    /** It said the same as another one. */
    MERGED,
    DELETED;

    /** Whether nothing more is said in it. */
    public boolean over() {
        return this == CLOSED || this == MERGED || this == DELETED;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static CallStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be draft, in_review, published, rejected, closed, merged or deleted"));
    }
}
