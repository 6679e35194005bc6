package org.backlot.casting.query.search.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backlot.casting.api.search.SearchTerms.Field;
import org.backlot.casting.api.search.WordKeys;
import org.backlot.casting.query.search.AskedWords.Known;

/**
 * Every word that some document has, with the keys by which it is found by words that are nearly the same. It follows from
 * the terms: a word is known while somebody says it, and a name while somebody or something is called so.
 */
final class WordBook {
    private final Map<String, Word> words = new HashMap<>();
    private final Map<String, List<Word>> byKey = new HashMap<>();

    /** A word, and on how many shelves it is said, and is a name. */
    private static final class Word {
        private final String text;
        private int said;
        private int named;

        Word(String text) {
            this.text = text;
        }

        Known known() {
            return new Known(text, named > 0);
        }
    }

    /** A shelf has its first document with this term. */
    void appeared(String term) {
        Field.NAME.wordIn(term).ifPresent(word -> word(word).named++);
        Field.PROSE.wordIn(term).ifPresent(word -> word(word).said++);
    }

    /** A shelf has no document with this term any more. */
    void vanished(String term) {
        Field.NAME.wordIn(term).ifPresent(word -> {
            word(word).named--;
            forgetUnused(word);
        });
        Field.PROSE.wordIn(term).ifPresent(word -> {
            word(word).said--;
            forgetUnused(word);
        });
    }

    /** The words that have one of these keys. */
    Set<Known> of(Collection<String> keys) {
        var known = new LinkedHashSet<Known>();
        for (var key : keys) {
            for (var word : byKey.getOrDefault(key, List.of())) {
                known.add(word.known());
            }
        }
        return known;
    }

    private Word word(String text) {
        return words.computeIfAbsent(text, _ -> {
            var word = new Word(text);
            WordKeys.of(text)
                    .forEach(key ->
                            byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(word));
            return word;
        });
    }

    private void forgetUnused(String text) {
        var word = word(text);
        if (word.said > 0 || word.named > 0) {
            return;
        }
        words.remove(text);
        for (var key : WordKeys.of(text)) {
            byKey.computeIfPresent(key, (_, those) -> {
                those.remove(word);
                return those.isEmpty() ? null : those;
            });
        }
    }
}
