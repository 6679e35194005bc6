package org.backlot.casting.query.search;

import java.util.List;

/**
 * Those that match equally well: in what they are called, in what they say of themselves in short, or anywhere.
 *
 * @param number the higher, the better
 * @param groups conditions that all have to be fulfilled, each with the terms of which one is enough
 */
public record SearchTier(int number, List<List<String>> groups) {
    /** All words are in the name or the title. */
    static final int FIRST = 3;
    /** All words are in name, skills, languages, place, or roles. */
    static final int HEADLINE = 2;
    /** All words are somewhere. */
    static final int LAST = 1;

    public SearchTier {
        groups = List.copyOf(groups);
    }
}
