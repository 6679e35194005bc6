// A title is shown in every list and report: it is checked once, here.
package org.backlot.production.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.PlainText;

/**
 * The title of a work.
 *
 * @param value one line of 1 to 200 characters
 */
public record WorkTitle(@JsonValue String value) {
    private static final int LONGEST = 200;

    @JsonCreator
    public WorkTitle {
        value = PlainText.line(value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
