package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The number of an identity card of Saudi Arabia: ten digits, the first of them 1 for a citizen or 2 for a resident, the
 * last a check digit by Luhn's method (ISO/IEC 7812-1, annex B).
 *
 * @param value ten decimal digits
 */
public record NationalId(@JsonValue String value) {
    private static final Pattern SHAPE = Pattern.compile("[12][0-9]{9}");
    private static final int BASE = 10;

    @JsonCreator
    public NationalId {
        value = value.strip();
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be ten digits that begin with 1 or 2");
        }
        if (luhnSum(value) % BASE != 0) {
            throw new IllegalArgumentException("has a check digit that does not fit: one of the digits is mistyped");
        }
    }

    // Every second digit counts twice, and as the sum of its digits then; in ten digits those are the first, third, …
    private static int luhnSum(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = Character.digit(digits.charAt(place), BASE);
            int counted = place % 2 == 0 ? 2 * digit : digit;
            sum += counted / BASE + counted % BASE;
        }
        return sum;
    }

    /** Never the number: it is personal data and must not reach a log line. */
    @Override
    public String toString() {
        return "NationalId[…]";
    }
}
