// Tabs and double spaces in a heading or a name are habit, not meaning; equal names must become equal texts.

package org.backlot.production.command.screenplay;

/** Evens out the blanks within one line. */
final class Blanks {
    private Blanks() {}

    /** Returns the line with one space for every run of blanks, and none around it. */
    static String collapsed(String line) {
        StringBuilder even = new StringBuilder(line.length());
        boolean gap = false;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            if (Character.isWhitespace(character)) {
                gap = !even.isEmpty();
            } else {
                if (gap) {
                    even.append(' ');
                }
                gap = false;
                even.append(character);
            }
        }
        return even.toString();
    }
}
