package org.backlot.casting.query.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.backlot.casting.api.search.SearchTerms.Field;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.api.search.WordKeys;
import org.backlot.casting.api.search.WordKeys.Nearness;

/**
 * What is asked for, in words that there are: each word that was typed stands for those of its family and, in names, for
 * those that sound alike; and where there is none of these, for those that are the fewest slips of the finger away.
 */
public final class AskedWords {
    private static final int MOST = 12;

    /**
     * A word of the index.
     *
     * @param named whether somebody or something is called so
     */
    public record Known(String word, boolean named) {}

    private final List<String> asked;
    private final List<List<String>> filters;

    public AskedWords(SearchWish wish) {
        this.asked = wish.words().stream().limit(MOST).toList();
        this.filters = wish.filters();
    }

    /** The keys of words of which some may be meant. */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        asked.forEach(word -> keys.addAll(WordKeys.of(word)));
        return keys;
    }

    /** What one word stands for. */
    private record Meant(List<String> same, List<String> alike) {
        boolean nothing() {
            return same.isEmpty() && alike.isEmpty();
        }

        /** The same without the words by which nobody and nothing is called. */
        Meant named(Collection<Known> known) {
            return new Meant(
                    same.stream()
                            .filter(word -> known.contains(new Known(word, true)))
                            .toList(),
                    alike);
        }
    }

    /** How to look, the best matches first; empty where a word was asked for that nothing has. */
    public List<SearchTier> tiers(Collection<Known> known) {
        if (asked.isEmpty()) {
            return List.of(new SearchTier(SearchTier.LAST, filters));
        }
        var meant = asked.stream().map(word -> meant(word, known)).toList();
        if (meant.stream().anyMatch(Meant::nothing)) {
            return List.of();
        }
        var tiers = new ArrayList<SearchTier>();
        // Where nobody and nothing is called by one of the words, none is found by its name.
        var named = meant.stream().map(word -> word.named(known)).toList();
        if (named.stream().noneMatch(Meant::nothing)) {
            tiers.add(tier(SearchTier.FIRST, Field.NAME, named));
        }
        tiers.add(tier(SearchTier.HEADLINE, Field.HEADLINE, meant));
        tiers.add(tier(SearchTier.LAST, Field.PROSE, meant));
        return tiers;
    }

    /** The words by which something is found, as they are to be marked in it. */
    Set<String> meant(Collection<Known> known) {
        var words = new LinkedHashSet<String>();
        for (var word : asked) {
            var meant = meant(word, known);
            words.addAll(meant.same());
            words.addAll(meant.alike());
        }
        return words;
    }

    private SearchTier tier(int number, Field field, List<Meant> meant) {
        var groups = new ArrayList<>(filters);
        for (var word : meant) {
            var terms = new ArrayList<String>();
            word.same().forEach(same -> terms.add(field.term(same)));
            word.alike().forEach(alike -> terms.add(Field.NAME.term(alike)));
            groups.add(terms);
        }
        return new SearchTier(number, groups);
    }

    private static Meant meant(String asked, Collection<Known> known) {
        var same = new ArrayList<String>();
        var alike = new ArrayList<String>();
        var oneSlip = new ArrayList<String>();
        var twoSlips = new ArrayList<String>();
        for (var word : known) {
            Nearness nearness = WordKeys.nearness(asked, word.word(), word.named());
            switch (nearness) {
                case SAME -> same.add(word.word());
                case SOUNDS_ALIKE -> alike.add(word.word());
                case ONE_SLIP -> oneSlip.add(word.word());
                case TWO_SLIPS -> twoSlips.add(word.word());
                case OTHER -> {
                    // It shares a key by accident.
                }
            }
        }
        if (!same.isEmpty()) {
            return new Meant(same, alike);
        }
        if (!alike.isEmpty()) {
            return new Meant(List.of(), withThoseAlike(alike, known));
        }
        var slips = oneSlip.isEmpty() ? twoSlips : oneSlip;
        var meant = new ArrayList<>(withThoseAlike(slips, known));
        meant.removeAll(slips);
        return new Meant(slips, meant);
    }

    // Nobody is called as it was typed: whoever is called like somebody who may be meant may be meant too.
    private static List<String> withThoseAlike(List<String> words, Collection<Known> known) {
        var all = new LinkedHashSet<String>();
        all.addAll(words);
        for (var word : known) {
            if (words.stream()
                    .anyMatch(each -> WordKeys.nearness(each, word.word(), word.named()) == Nearness.SOUNDS_ALIKE)) {
                all.add(word.word());
            }
        }
        return List.copyOf(all);
    }
}
