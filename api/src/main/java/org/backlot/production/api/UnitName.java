// The name is called over the radio and printed on the daily report: it is checked once, here.
package org.backlot.production.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.PlainText;

/**
 * The name of a shooting unit, such as Main Unit.
 *
 * @param value one line of 1 to 100 characters
 */
public record UnitName(@JsonValue String value) {
    private static final int LONGEST = 100;

    @JsonCreator
    public UnitName {
        value = PlainText.line(value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
