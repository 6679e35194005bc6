package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The number that somebody is shown here and picks in the Nafath app, so that they answer this request and no other.
 *
 * @param value one to eight decimal digits; usually two
 */
public record NafathCode(@JsonValue String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,8}");

    @JsonCreator
    public NafathCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be one to eight digits");
        }
    }

    /** Never the code: whoever has it can have somebody confirm a request that is not theirs. */
    @Override
    public String toString() {
        return "NafathCode[…]";
    }
}
