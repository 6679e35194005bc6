// Why this file exists: a word is found only if whoever wrote it and whoever looks for it come to the same letters. So
// both go through this one class.
package org.backlot.casting.api.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Text as it is compared. Compatibility forms, case, accents, Arabic vowels, tatweel and whatever is invisible make no
 * difference; neither do the forms of alef, hamza on its carrier, ya and alef maqsura, ta marbuta and ha, nor the digits of
 * different scripts.
 */
public final class SearchText {
    /** Longer words are cut: nobody types them, and an index would refuse them. */
    static final int LONGEST_WORD = 40;

    static final int MOST_WORDS = 2_000;

    /** They are in nearly every text, or in every second name, and say nothing about it. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "the", "a", "an", "of", "and", "or", "in", "on", "for", "to", "with", "is", "are", "who", "at", "by",
            "from", "as", "my", "we", "i", "al", "el", "bin", "ibn", "bint", "في", "من", "عن", "مع", "او", "ان", "التي",
            "الذي", "هذا", "هذه", "و", "بن", "ابن", "بنت", "ال", "الي");

    private SearchText() {}

    /**
     * A word and where it stands.
     *
     * @param word as it is compared
     * @param from the first of its characters (UTF-16 units) in the text
     * @param to after the last of them
     */
    public record Placed(String word, int from, int to) {}

    /** The words of a text, as they are compared, in their order; those that say nothing are left out. */
    public static List<String> words(String text) {
        return placed(text).stream().map(Placed::word).toList();
    }

    /** The same, with where they stand. At most 2,000. */
    public static List<Placed> placed(String text) {
        var words = new ArrayList<Placed>();
        eachWord(text, (from, to) -> {
            var word = fold(text.substring(from, to));
            if (!word.isEmpty() && !EMPTY_WORDS.contains(word)) {
                words.add(new Placed(word, from, to));
            }
            return words.size() < MOST_WORDS;
        });
        return words;
    }

    /** Told where each word of a text stands, as long as it wants more. */
    interface Places {
        /** @return whether more are wanted */
        boolean at(int from, int to);
    }

    static void eachWord(String text, Places told) {
        int from = -1;
        for (int at = 0; at <= text.length(); ) {
            int codePoint = at < text.length() ? text.codePointAt(at) : ' ';
            int next = at + Character.charCount(codePoint);
            boolean inside = from >= 0;
            if (startsWord(codePoint) || (inside && continuesWord(codePoint) && next <= text.length())) {
                from = inside ? from : at;
            } else if (inside) {
                if (!told.at(from, at)) {
                    return;
                }
                from = -1;
            }
            at = next;
        }
    }

    /** All words of a text as one, with a space between them: by this, two texts say the same. */
    public static String phrase(String text) {
        return String.join(" ", words(text));
    }

    private static boolean startsWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint);
    }

    // Marks, joiners, tatweel and apostrophes belong to the word in which they stand.
    private static boolean continuesWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> true;
            default -> codePoint == '\'' || codePoint == '’' || codePoint == 'ʼ' || codePoint == '`';
        };
    }

    /** One word as it is compared: letters and digits only. Folding again changes nothing. */
    public static String fold(String word) {
        if (word.length() <= LONGEST_WORD && isPlain(word, 0, word.length())) {
            return word.toLowerCase(Locale.ROOT);
        }
        var folded = new StringBuilder(Math.min(word.length(), LONGEST_WORD));
        var cased = word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        for (int codePoint : Normalizer.normalize(cased, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray()) {
            if (Character.isLetterOrDigit(codePoint)) {
                var letters = same(codePoint);
                if (folded.length() + letters.length() > LONGEST_WORD) {
                    break;
                }
                folded.append(letters);
            }
        }
        return folded.toString();
    }

    // Most words are: a page of results is hundreds of them.
    static boolean isPlain(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            char letter = text.charAt(at);
            if ((letter < 'a' || letter > 'z') && (letter < 'A' || letter > 'Z') && (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return true;
    }

    // What decomposition leaves apart although it is read as one.
    private static String same(int codePoint) {
        if (Character.isDigit(codePoint)) {
            return Integer.toString(Character.digit(codePoint, 10));
        }
        return switch (codePoint) {
            case 'ٱ', 'ٲ', 'ٳ', 'ٵ' -> "ا";
            case 'ى', 'ی', 'ې', 'ے' -> "ي";
            case 'ة', 'ہ', 'ۀ', 'ە', 'ھ' -> "ه";
            case 'ک', 'ڪ', 'گ' -> "ك";
            case 'پ' -> "ب";
            case 'چ' -> "ج";
            case 'ڤ' -> "ف";
            case 'ژ' -> "ز";
            case 'ء', 'ـ' -> "";
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'ł' -> "l";
            case 'đ', 'ð' -> "d";
            case 'þ' -> "th";
            case 'ı' -> "i";
            case 'ς' -> "σ";
            default -> Character.toString(codePoint);
        };
    }
}
