// Why this file exists: names go into files of one statement per line, so no text from outside may ever begin a new
// line.
package org.backlot.shared.editorial;

/** Makes text from outside fit to stand in a line of an edit list, a subtitle or an attribute. */
public final class SafeText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private SafeText() {}

    /**
     * The text on one line: every line break, control character, lone surrogate and run of white space becomes one
     * space, none at either end. Invisible formatting (text direction marks, byte order marks) is left out, except the
     * two joiners that some scripts need to spell words. Letters of every script stay. Doing it twice changes nothing.
     */
    public static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().filter(SafeText::isVisibleOrSpace).forEach(codePoint -> {
            if (!isSpaceOrUnsafe(codePoint)) {
                line.appendCodePoint(codePoint);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return line.toString().stripTrailing();
    }

    /** The beginning of a text that is already on one line, of at most this many characters (Unicode code points). */
    public static String shortened(String line, int characters) {
        if (line.codePointCount(0, line.length()) <= characters) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, characters)).stripTrailing();
    }

    private static boolean isVisibleOrSpace(int codePoint) {
        return Character.getType(codePoint) != Character.FORMAT
                || codePoint == ZERO_WIDTH_NON_JOINER
                || codePoint == ZERO_WIDTH_JOINER;
    }

    private static boolean isSpaceOrUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
