// What a shot shows is free text from the crew: it is checked once, here.
package org.backlot.production.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.PlainText;

/**
 * What the camera sees in a shot, for example "Wide: the rooftops, the lattice window lights up".
 *
 * @param value 1 to 1,000 characters, line feeds allowed
 */
public record ShotDescription(@JsonValue String value) {
    private static final int LONGEST = 1_000;

    @JsonCreator
    public ShotDescription {
        value = PlainText.paragraph(value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
