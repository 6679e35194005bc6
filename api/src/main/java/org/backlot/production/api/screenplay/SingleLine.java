// The model is stored in events for good, so each of its texts is checked once, in one way, before it gets there.

package org.backlot.production.api.screenplay;

/** The rule for every text of the model: one line, without control characters and without blanks around it. */
final class SingleLine {
    private SingleLine() {}

    /** Returns the value, which may be empty where empty is documented as 'none given'. */
    static String orEmpty(String name, String value) {
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException(name + " must not begin or end with blanks: '" + value + "'");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " must be one line without control characters");
        }
        return value;
    }

    /** Returns the value, which must say something. */
    static String required(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return orEmpty(name, value);
    }
}
