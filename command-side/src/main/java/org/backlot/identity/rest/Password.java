package org.backlot.identity.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;

/**
 * A password as somebody typed it, in one Unicode form (NFKC, as NIST SP 800-63B advises), so that two keyboards give the
 * same one.
 *
 * @param value at most 128 characters
 */
record Password(@JsonValue String value) {
    static final int SHORTEST_NEW = 10;
    private static final int LONGEST = 128;

    @JsonCreator
    Password {
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("must be at most %d characters".formatted(LONGEST));
        }
        value = Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    /** Long enough to be chosen today; old ones need not be. */
    boolean longEnough() {
        return value.codePointCount(0, value.length()) >= SHORTEST_NEW;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Password[…]";
    }
}
