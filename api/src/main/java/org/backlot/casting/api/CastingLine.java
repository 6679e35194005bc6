package org.backlot.casting.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.VisibleText;

/**
 * One line that others read: a title, a place, a skill.
 *
 * @param value 1 to 200 characters, each of which can be seen
 */
public record CastingLine(@JsonValue String value) {
    private static final int LONGEST = 200;

    @JsonCreator
    public CastingLine {
        value = VisibleText.line(value, LONGEST);
    }

    /** @throws IllegalArgumentException where it is blank, too long or no plain text */
    public static CastingLine parse(String text) {
        return new CastingLine(text);
    }

    @Override
    public String toString() {
        return "CastingLine[…]";
    }
}
