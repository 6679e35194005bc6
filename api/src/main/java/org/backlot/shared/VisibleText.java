package org.backlot.shared;

/**
 * Text that is shown to strangers: what it says must be what is seen. On top of {@link PlainText}, characters that nobody
 * sees are taken out, and marks piled on one letter are cut to as many as any script needs.
 */
public final class VisibleText {
    /** Vowels, tone and cantillation together: no script puts more on one letter. */
    private static final int MOST_MARKS = 6;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /**
     * One line, normalised.
     *
     * @param longest the most characters (UTF-16 units) allowed
     * @throws IllegalArgumentException where nothing is to be seen, or as {@link PlainText#line} does
     */
    public static String line(String text, int longest) {
        return PlainText.line(seen(PlainText.line(text, longest)), longest);
    }

    /** Like {@link #line}, but line feeds and tabs are allowed. */
    public static String paragraph(String text, int longest) {
        return PlainText.paragraph(seen(PlainText.paragraph(text, longest)), longest);
    }

    private static String seen(String text) {
        var kept = new StringBuilder(text.length());
        int marks = 0;
        int before = 0;
        for (int codePoint : text.codePoints().toArray()) {
            marks = isMark(codePoint) ? marks + 1 : 0;
            boolean hides = isJoiner(codePoint) && !Character.isLetter(before) && !isMark(before);
            if (marks <= MOST_MARKS && !hides && !invisible(codePoint)) {
                kept.appendCodePoint(codePoint);
                before = codePoint;
            }
        }
        return kept.toString();
    }

    // Joiners belong to a letter in Persian, Urdu and the scripts of India; anywhere else they only hide.
    private static boolean isJoiner(int codePoint) {
        return codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    // Fillers count as letters but show nothing.
    private static boolean invisible(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800 -> true;
            // Signs around numbers and verses are of the same kind as what is invisible, but are seen.
            case 0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x08E2 -> false;
            default -> Character.getType(codePoint) == Character.FORMAT && !isJoiner(codePoint);
        };
    }
}
