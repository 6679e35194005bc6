// Names and times carry remarks in parentheses; who compares names and times needs them without.

package org.backlot.production.command.screenplay;

/** Takes what stands in parentheses out of one line. */
final class Parentheses {
    private Parentheses() {}

    /** Returns the line without its parentheses and their content; one that is never closed reaches to the end. */
    static String removedFrom(String line) {
        if (line.indexOf('(') < 0) {
            return line;
        }
        StringBuilder outside = new StringBuilder(line.length());
        int depth = 0;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            if (character == '(') {
                depth++;
                outside.append(' ');
            } else if (character == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                outside.append(character);
            }
        }
        return outside.toString();
    }
}
