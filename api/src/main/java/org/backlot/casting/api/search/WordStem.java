package org.backlot.casting.api.search;

/**
 * What words of one family have in common: actor, acting; ممثل, ممثلين. It need not be a word itself; it only has to be
 * the same for those that mean the same. Light on purpose: what is cut too much finds too much.
 */
public final class WordStem {
    private static final int SHORTEST = 3;
    private static final String[] ARABIC_BEGINNINGS = {"وال", "بال", "كال", "فال", "لل", "ال"};
    private static final String[] ARABIC_ENDINGS = {"ات", "ون", "ين", "ها", "هم", "يه", "ه", "ي"};
    private static final String[] ENGLISH_ENDINGS = {"ing", "ed", "er", "or"};

    private WordStem() {}

    /** The stem of a word as {@link SearchText} compares it. */
    public static String of(String word) {
        if (word.isEmpty()) {
            return word;
        }
        return isArabic(word.charAt(0)) ? arabic(word) : english(word);
    }

    static boolean isArabic(char letter) {
        return letter >= 0x0620 && letter <= 0x06D3;
    }

    private static String arabic(String word) {
        var stem = word;
        for (var beginning : ARABIC_BEGINNINGS) {
            if (stem.startsWith(beginning) && stem.length() - beginning.length() >= SHORTEST) {
                stem = stem.substring(beginning.length());
                break;
            }
        }
        return without(stem, ARABIC_ENDINGS);
    }

    private static String english(String word) {
        if (word.charAt(0) < 'a' || word.charAt(0) > 'z') {
            return word;
        }
        var stem = word;
        if (stem.endsWith("ies") && stem.length() > SHORTEST + 1) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.endsWith("s") && !stem.endsWith("ss") && stem.length() > SHORTEST) {
            stem = stem.substring(0, stem.length() - 1);
        }
        var shorter = without(stem, ENGLISH_ENDINGS);
        if (shorter.length() < stem.length() && shorter.length() > SHORTEST && isDoubled(shorter)) {
            return shorter.substring(0, shorter.length() - 1);
        }
        return shorter.endsWith("e") && shorter.length() > SHORTEST
                ? shorter.substring(0, shorter.length() - 1)
                : shorter;
    }

    private static boolean isDoubled(String stem) {
        char last = stem.charAt(stem.length() - 1);
        return last == stem.charAt(stem.length() - 2) && last != 'l' && last != 's';
    }

    private static String without(String word, String... endings) {
        for (var ending : endings) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
