package org.backlot.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why somebody stops, holds up, repeats or deletes: one line of 1 to 500 characters, kept in the log. Name nobody in it. */
public record Reason(@JsonValue String value) {
    private static final int LONGEST = 500;

    @JsonCreator
    public Reason {
        value = PlainText.line(value, LONGEST);
    }

    /** @throws IllegalArgumentException where it is blank, too long or no plain text */
    public static Reason parse(String text) {
        return new Reason(text);
    }
}
