// Why this file exists: whoever looks for riders in English means those who say ركوب الخيل of themselves.
package org.backlot.casting.api.search;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is called differently in Arabic and English and is the same: languages, skills. From {@code search/words.csv}. */
final class Lexicon {
    private static final Map<String, List<String>> NAMES = new HashMap<>();
    private static final Map<String, Set<String>> WORDS = new HashMap<>();

    static {
        for (var line : SearchResource.lines("words.csv")) {
            var cells = line.split(";", -1);
            var names = List.of(cells[1].split("\\|", -1));
            var words = new LinkedHashSet<String>();
            names.forEach(name -> words.addAll(SearchText.words(name)));
            for (var name : names) {
                var key = cells[0] + "/" + SearchText.phrase(name);
                NAMES.put(key, names);
                WORDS.put(key, Set.copyOf(words));
            }
        }
    }

    private Lexicon() {}

    /** One form for all names of the same thing. */
    static String same(Facet facet, String value) {
        var phrase = SearchText.phrase(value);
        var names = NAMES.get(facet.wireName() + "/" + phrase);
        return names == null ? phrase : SearchText.phrase(names.getFirst());
    }

    /** The words of all its names; of its own where it is not known. */
    static Set<String> words(Facet facet, String value) {
        var known = WORDS.get(facet.wireName() + "/" + SearchText.phrase(value));
        return known == null ? new LinkedHashSet<>(SearchText.words(value)) : known;
    }
}
