// Why this file exists: of the hundreds of words on a page of results a handful are marked, and to tell them from the
// others no string need be made of each.
package org.backlot.casting.api.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.backlot.casting.api.search.SearchText.Placed;

/** Some words, to be looked for in many texts. */
public final class MarkedWords {
    private static final int PLACES = 1 << 12;

    private final Set<String> words;
    private final BitSet likely = new BitSet(PLACES);

    /** @param words as {@link SearchText} compares them */
    public MarkedWords(Set<String> words) {
        this.words = Set.copyOf(words);
        words.forEach(word -> likely.set(place(word.hashCode())));
    }

    /** Where they stand among the first 2,000 words of a text, in its order, as {@link SearchText#placed} has them. */
    public List<Placed> in(String text) {
        var found = new ArrayList<Placed>();
        var looked = new int[1];
        if (!words.isEmpty()) {
            SearchText.eachWord(text, (from, to) -> {
                if (mayBeMarked(text, from, to)) {
                    var word = SearchText.fold(text.substring(from, to));
                    if (words.contains(word)) {
                        found.add(new Placed(word, from, to));
                    }
                }
                return ++looked[0] < SearchText.MOST_WORDS;
            });
        }
        return found;
    }

    // Of a plain word that need not be cut the hash is known without making it.
    private boolean mayBeMarked(String text, int from, int to) {
        return to - from > SearchText.LONGEST_WORD
                || !SearchText.isPlain(text, from, to)
                || likely.get(place(lowerCaseHash(text, from, to)));
    }

    // As String has it.
    private static int lowerCaseHash(String text, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            char letter = text.charAt(at);
            hash = 31 * hash + (letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
        }
        return hash;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 12) & PLACES - 1;
    }
}
