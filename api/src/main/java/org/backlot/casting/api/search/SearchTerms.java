package org.backlot.casting.api.search;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How words lie in the index: with the place where they stand before them. What stands in a name stands in the headline
 * too, and what stands there stands in the prose: so each place is one look.
 */
public final class SearchTerms {
    /** Of those whose identity is verified. */
    public static final String VERIFIED = "v";

    private SearchTerms() {}

    /** Where a word stands; the earlier, the better. */
    public enum Field {
        /** What somebody or something is called. */
        NAME('n'),
        /** What they can do and where they are; the roles of a call. */
        HEADLINE('h'),
        /** All that is said. */
        PROSE('b');

        private final char letter;

        Field(char letter) {
            this.letter = letter;
        }

        public String term(String word) {
            return letter + word;
        }

        /** The word of a term of this place; empty where it is a term of something else. */
        public Optional<String> wordIn(String term) {
            return term.charAt(0) == letter ? Optional.of(term.substring(1)) : Optional.empty();
        }
    }

    /** A condition that any of these terms fulfils, in the words of PostgreSQL's {@code tsquery}. */
    public static String any(Collection<String> terms) {
        return terms.stream().map(SearchTerms::quoted).collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
