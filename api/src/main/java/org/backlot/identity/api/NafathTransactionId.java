package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The provider's name for one request to Nafath; its notice comes back under it.
 *
 * @param value 1 to 128 visible ASCII characters
 */
public record NafathTransactionId(@JsonValue String value) {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,128}");

    @JsonCreator
    public NafathTransactionId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 128 visible ASCII characters");
        }
    }

    /** Never the name: with the provider's records it leads to a person. */
    @Override
    public String toString() {
        return "NafathTransactionId[…]";
    }
}
