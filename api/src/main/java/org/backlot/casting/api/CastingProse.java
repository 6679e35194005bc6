package org.backlot.casting.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.VisibleText;

/**
 * A text of several lines that others read: what is looked for, what somebody has done.
 *
 * @param value 1 to 5,000 characters, each of which can be seen
 */
public record CastingProse(@JsonValue String value) {
    private static final int LONGEST = 5_000;

    @JsonCreator
    public CastingProse {
        value = VisibleText.paragraph(value, LONGEST);
    }

    @Override
    public String toString() {
        return "CastingProse[…]";
    }
}
