package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.VisibleText;

/**
 * How a person wants to be called. Personal data.
 *
 * @param value 1 to 200 characters, each of which can be seen
 */
public record PersonName(@JsonValue String value) {
    private static final int LONGEST = 200;

    @JsonCreator
    public PersonName {
        value = VisibleText.line(value, LONGEST);
    }

    @Override
    public String toString() {
        return "PersonName[…]";
    }
}
