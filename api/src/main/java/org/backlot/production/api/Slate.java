// What is clapped in front of the camera ends up in file names and edit lists: two spellings of one slate must be
// equal.
package org.backlot.production.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A slate as written on the clapper board, without the take: {@code 12}, {@code 12A}, {@code A12A}. Kept in upper case,
 * without blanks around it and without periods at its end, so that every scene number is a slate too.
 *
 * @param value 1 to 40 letters, digits, dashes and periods, with at least one letter or digit
 */
public record Slate(@JsonValue String value) {
    private static final int LONGEST = 40;

    @JsonCreator
    public Slate {
        value = withoutPeriods(upperCase(value.strip()));
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("a slate has at most " + LONGEST + " characters");
        }
        if (!value.codePoints().allMatch(Slate::mayStandInSlate)) {
            throw new IllegalArgumentException("a slate has letters, digits, dashes and periods only");
        }
        if (value.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new IllegalArgumentException("a slate needs a letter or digit");
        }
    }

    // One character for one: String.toUpperCase would make two of some letters, and marks that no slate may hold.
    private static String upperCase(String text) {
        var upper = new StringBuilder(text.length());
        text.codePoints().map(Character::toUpperCase).forEach(upper::appendCodePoint);
        return upper.toString();
    }

    private static String withoutPeriods(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '.') {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean mayStandInSlate(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '-' || codePoint == '.';
    }

    @Override
    public String toString() {
        return value;
    }
}
