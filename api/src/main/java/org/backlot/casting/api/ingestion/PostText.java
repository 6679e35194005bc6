package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.backlot.shared.VisibleText;

/**
 * What a post says, as it was found.
 *
 * @param value 1 to 20,000 characters, each of which can be seen, with a letter or a digit among them
 */
public record PostText(@JsonValue String value) {
    public static final int LONGEST = 20_000;

    @JsonCreator
    public PostText {
        value = VisibleText.paragraph(value, LONGEST);
        if (PlainWords.of(value).isEmpty()) {
            throw new IllegalArgumentException("must hold words");
        }
    }

    @Override
    public String toString() {
        return "PostText[…]";
    }
}
