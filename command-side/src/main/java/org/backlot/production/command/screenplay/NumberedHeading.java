// The number at the end of a heading names the scene and is no part of the place or time that the heading gives.

package org.backlot.production.command.screenplay;

/**
 * A scene heading taken apart into its text and its scene number, by
 * <a href="https://fountain.io/syntax">fountain.io/syntax</a>, Scene Headings: letters, digits, dashes and periods
 * between two {@code #} at the end.
 *
 * @param text the heading without its number, emphasis and superfluous blanks
 * @param number the number as printed; empty: none given
 */
record NumberedHeading(String text, String number) {
    /** Longer than any real number, and short enough that a letter may be appended to it later. */
    private static final int LONGEST_GIVEN_NUMBER = 20;

    static NumberedHeading of(String line) {
        String heading = Blanks.collapsed(Emphasis.removedFrom(line));
        int opening = heading.length() < 2 ? -1 : heading.lastIndexOf('#', heading.length() - 2);
        if (opening < 0 || !heading.endsWith("#")) {
            return new NumberedHeading(heading, "");
        }
        String number = heading.substring(opening + 1, heading.length() - 1).strip();
        String text = heading.substring(0, opening).strip();
        return number.isEmpty() || isSceneNumber(number)
                ? new NumberedHeading(text, number)
                : new NumberedHeading(heading, "");
    }

    private static boolean isSceneNumber(String number) {
        return number.length() <= LONGEST_GIVEN_NUMBER
                && number.codePoints().anyMatch(Character::isLetterOrDigit)
                && number.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    }
}
