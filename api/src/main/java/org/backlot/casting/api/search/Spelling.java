package org.backlot.casting.api.search;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Slips of the finger: a letter too many or too few, another one, or two the wrong way round. One in words of four letters
 * and more, two from eight on. Words that are so near share a form from which letters were left out, and so are found by
 * looking for equal forms, however many words there are.
 */
final class Spelling {
    private static final int SHORTEST = 4;
    private static final int LONG = 8;

    private Spelling() {}

    /** How many slips are forgiven in a word. */
    static int forgiven(String word) {
        if (word.length() < SHORTEST || Character.isDigit(word.charAt(0))) {
            return 0;
        }
        return word.length() < LONG ? 1 : 2;
    }

    /** The word with so many letters left out as are forgiven, of the first eight. */
    static Set<String> forms(String word) {
        var forms = new LinkedHashSet<String>();
        int forgiven = forgiven(word);
        if (forgiven == 0) {
            // It may be what is left of a longer one.
            if (word.length() == SHORTEST - 1) {
                forms.add(word);
            }
            return forms;
        }
        var begin = word.length() > LONG ? word.substring(0, LONG) : word;
        forms.add(begin);
        shorten(begin, forgiven, forms);
        return forms;
    }

    private static void shorten(String word, int times, Set<String> forms) {
        for (int at = 0; at < word.length(); at++) {
            var shorter = word.substring(0, at) + word.substring(at + 1);
            if (forms.add(shorter) && times > 1) {
                shorten(shorter, times - 1, forms);
            }
        }
    }

    /** The fewest slips that make one word of the other. */
    static int slips(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] now = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                char a = one.charAt(row - 1);
                char b = other.charAt(column - 1);
                int fewest =
                        Math.min(Math.min(now[column - 1] + 1, last[column] + 1), last[column - 1] + (a == b ? 0 : 1));
                boolean turned = row > 1 && column > 1 && a == other.charAt(column - 2) && one.charAt(row - 2) == b;
                now[column] = turned ? Math.min(fewest, beforeLast[column - 2] + 1) : fewest;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = now;
            now = spare;
        }
        return last[other.length()];
    }
}
