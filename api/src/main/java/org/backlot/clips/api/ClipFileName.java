package org.backlot.clips.api;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the files of a clip are called on somebody's disk: {@code 3-the-last-reel.mp4}. Letters and digits of every script
 * stay; all else, and so whatever could name a folder or command a terminal, becomes a dash.
 *
 * @param rank the clip's place among those of its job, from 1
 * @param title in any words
 */
public record ClipFileName(int rank, String title) {
    /** The most characters (UTF-16 units) of a name; at most three bytes each, it fits every usual file system. */
    public static final int LONGEST = 80;
    /** The most characters of what follows the dot. */
    public static final int LONGEST_ENDING = 24;

    private static final Pattern ENDING = Pattern.compile("[a-z0-9][a-z0-9_-]*(\\.[a-z0-9]+)?");
    private static final String UNTITLED = "clip";

    public ClipFileName {
        if (rank < 1) {
            throw new IllegalArgumentException("a rank is 1 or more");
        }
    }

    /** Whether a text can follow the dot: {@code mp4}, {@code preview.mp4}. */
    public static boolean isEnding(String text) {
        return text.length() <= LONGEST_ENDING && ENDING.matcher(text).matches();
    }

    /** The name of one of the clip's files. */
    public String with(String ending) {
        return with(ending, 1);
    }

    /**
     * The same where earlier ones are taken. What stands before the dot is the same for every ending.
     *
     * @param copy from 1; the second is {@code 3-the-last-reel-2.mp4}
     */
    public String with(String ending, int copy) {
        if (!isEnding(ending)) {
            throw new IllegalArgumentException(
                    "an ending is up to %d small letters and digits".formatted(LONGEST_ENDING));
        }
        var number = copy == 1 ? "" : "-" + copy;
        return cut(rank + "-" + slug(), LONGEST - LONGEST_ENDING - 1 - number.length()) + number + "." + ending;
    }

    private String slug() {
        var slug = new StringBuilder();
        Normalizer.normalize(title, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(character -> append(slug, character));
        return slug.isEmpty() ? UNTITLED : slug.toString();
    }

    private static void append(StringBuilder slug, int character) {
        switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER -> slug.appendCodePoint(character);
            // Vowel signs belong to the letter before them.
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> {
                if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                    slug.appendCodePoint(character);
                }
            }
            // Invisible: joiners, and what turns the direction of reading.
            case Character.FORMAT -> {}
            default -> {
                boolean apostrophe = character == '\'' || character == '\u2019';
                if (!apostrophe && !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                    slug.append('-');
                }
            }
        }
    }

    private static String cut(String text, int longest) {
        int end = Math.min(text.length(), longest);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        while (text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(0, end);
    }
}
