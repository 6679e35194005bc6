package org.backlot.media.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.PlainText;

/**
 * What somebody calls their file. It may name a person, so an event holds it sealed; it is shown and never opened.
 *
 * @param value one line of 1 to 255 characters, without the path before it
 */
public record FileName(@JsonValue String value) {
    private static final int LONGEST = 255;

    @JsonCreator
    public FileName {
        // Some browsers send the whole path of the file on somebody's disk.
        value = PlainText.line(value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1), LONGEST);
    }

    /** Never the name: it may be personal. */
    @Override
    public String toString() {
        return "FileName[…]";
    }
}
