// Why this file exists: the same post comes with another emoji, another vowel mark, another kind of alef. Hashes
// are made of these words and lie in the log, so what counts as the same may never change here. SearchText, by
// which things are found, leaves out words that say nothing and may grow wiser at any time.
package org.backlot.casting.api.ingestion;

import java.text.Normalizer;
import java.util.Locale;

/** What a text says in the plainest letters: lower case, no marks, one form of each Arabic letter, ASCII digits. */
public final class PlainWords {
    private static final int TATWEEL = 0x0640;

    private PlainWords() {}

    /** The words with one space between them; empty where there is no letter and no digit. */
    public static String of(String text) {
        var plain = new StringBuilder(text.length());
        // Taken apart, a letter with hamza or madda is the letter and a mark.
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(PlainWords::counts)
                .map(PlainWords::plain)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip().replaceAll(" +", " ");
    }

    private static boolean counts(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint != TATWEEL && type != Character.NON_SPACING_MARK && type != Character.FORMAT;
    }

    private static int plain(int codePoint) {
        int digit = Character.digit(codePoint, 10);
        if (digit >= 0) {
            return '0' + digit;
        }
        return switch (codePoint) {
            case 'ى', 'ی' -> 'ي';
            case 'ة' -> 'ه';
            case 'ٱ' -> 'ا';
            case 'ک' -> 'ك';
            default -> Character.isLetter(codePoint) ? codePoint : ' ';
        };
    }
}
