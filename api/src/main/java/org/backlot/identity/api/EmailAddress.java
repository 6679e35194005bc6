package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as a mailbox of the internet (a practical subset of RFC 5321: no quoted local parts, no literals).
 *
 * @param value the address, lower-cased; at most 254 characters
 */
public record EmailAddress(@JsonValue String value) {
    private static final int LONGEST = 254;
    private static final Pattern SHAPE = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]++(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]++)*+@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)++[\\p{L}\\p{N}-]{2,63}");

    @JsonCreator
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be an e-mail address such as name@example.org");
        }
    }

    /** Never the address: it is personal data and must not reach a log line. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
