package org.backlot.shared;

import java.text.Normalizer;

/** What text from outside may hold: no control characters, no invisible direction overrides, a bounded length. */
public final class PlainText {
    private PlainText() {}

    /**
     * One line of text, normalised to NFC and stripped.
     *
     * @param longest the most characters (UTF-16 units) allowed
     * @throws IllegalArgumentException where it is blank, too long, or holds control or direction-override characters
     */
    public static String line(String text, int longest) {
        return checked(text, longest, false);
    }

    /** Like {@link #line}, but line feeds and tabs are allowed. */
    public static String paragraph(String text, int longest) {
        return checked(text, longest, true);
    }

    private static String checked(String text, int longest, boolean manyLines) {
        if (text.length() > 4 * longest) {
            throw new IllegalArgumentException("must be at most %d characters".formatted(longest));
        }
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (clean.isEmpty()) {
            throw new IllegalArgumentException("must not be blank");
        }
        if (clean.length() > longest) {
            throw new IllegalArgumentException("must be at most %d characters".formatted(longest));
        }
        if (clean.codePoints().anyMatch(c -> forbidden(c) && !(manyLines && (c == '\n' || c == '\t' || c == '\r')))) {
            throw new IllegalArgumentException("must not hold control or direction-override characters");
        }
        return clean;
    }

    private static boolean forbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            case Character.FORMAT -> directionOverride(codePoint);
            default -> false;
        };
    }

    // Zero-width joiners are part of several scripts and stay allowed; overrides and isolates can disguise text.
    private static boolean directionOverride(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
