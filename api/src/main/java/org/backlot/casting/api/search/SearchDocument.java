package org.backlot.casting.api.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.backlot.casting.api.search.SearchTerms.Field;
import org.jspecify.annotations.Nullable;

/** What of a talent or a call can be found: words by where they stand, values by which it is filtered, and a place. */
public final class SearchDocument {
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> headline = new LinkedHashSet<>();
    private final Set<String> prose = new LinkedHashSet<>();
    private final Set<String> facets = new LinkedHashSet<>();
    private final Set<String> filters = new TreeSet<>();
    private Optional<Spot> spot = Optional.empty();

    /** What it is called. */
    public SearchDocument named(String name) {
        names.addAll(SearchText.words(name));
        return this;
    }

    /** Something short that says what it is. */
    public SearchDocument headline(@Nullable String text) {
        if (text != null) {
            headline.addAll(SearchText.words(text));
        }
        return this;
    }

    /** Something long. */
    public SearchDocument prose(@Nullable String text) {
        if (text != null) {
            prose.addAll(SearchText.words(text));
        }
        return this;
    }

    /** Values of one kind, in whatever language they are given. */
    public SearchDocument has(Facet facet, Collection<String> values) {
        for (var value : values) {
            headline.addAll(Lexicon.words(facet, value));
            facets.add(facet.stored(value));
            filters.add(facet.term(value));
        }
        return this;
    }

    /** Where it is. */
    public SearchDocument at(@Nullable String location) {
        if (location == null) {
            return this;
        }
        headline(location);
        var city = Gazetteer.city(location);
        if (city.isPresent()) {
            lies(city.get());
        } else {
            Gazetteer.country(location).ifPresent(this::inCountry);
            facets.add(Facet.CITY.stored(location));
            filters.add(Facet.CITY.term(location));
        }
        return this;
    }

    private void lies(Place place) {
        place.names().forEach(this::headline);
        facets.add(Facet.CITY.stored(place.city()));
        filters.add(Facet.CITY.term(place.city()));
        facets.add(Facet.COUNTRY.stored(place.country()));
        filters.add(Facet.COUNTRY.term(place.country()));
        filters.addAll(GeoCells.of(place.spot()));
        spot = Optional.of(place.spot());
    }

    private void inCountry(List<String> names) {
        names.forEach(this::headline);
        facets.add(Facet.COUNTRY.stored(names.getFirst()));
        filters.add(Facet.COUNTRY.term(names.getFirst()));
    }

    public SearchDocument verified(boolean verified) {
        if (verified) {
            filters.add(SearchTerms.VERIFIED);
        }
        return this;
    }

    /** The words of what it is called. */
    public Set<String> names() {
        return new TreeSet<>(names);
    }

    /** All its words, wherever they stand. */
    public Set<String> words() {
        var words = new TreeSet<>(names);
        words.addAll(headline);
        words.addAll(prose);
        return words;
    }

    /** Its values as they are counted. */
    public List<String> facets() {
        return List.copyOf(facets);
    }

    public Optional<Spot> spot() {
        return spot;
    }

    /** All by which it is found. */
    public Set<String> terms(SearchKind kind, int standing) {
        var terms = new TreeSet<>(filters);
        names.forEach(word -> terms.add(Field.NAME.term(word)));
        names.forEach(word -> terms.add(Field.HEADLINE.term(word)));
        headline.forEach(word -> terms.add(Field.HEADLINE.term(word)));
        words().forEach(word -> terms.add(Field.PROSE.term(word)));
        terms.addAll(Standing.terms(kind, standing));
        return terms;
    }

    /** The keys of which somebody who wishes for it has kept one. */
    public Set<String> wishKeys() {
        var keys = new TreeSet<>(filters);
        words().forEach(word -> keys.addAll(WordKeys.exact(word)));
        keys.add(ALL);
        return keys;
    }

    private static final String ALL = "*";

    /** The keys by which a wish is found when something appears: those of its longest word, else of a filter. */
    public static List<String> keysOf(SearchWish wish) {
        var word = wish.words().stream().max((a, b) -> Integer.compare(a.length(), b.length()));
        if (word.isPresent()) {
            return List.copyOf(WordKeys.exact(word.get()));
        }
        return wish.filters().isEmpty() ? List.of(ALL) : wish.filters().getFirst();
    }

    /** Whether somebody wishes for this. Slips of the finger are not forgiven here: an alert should mean something. */
    public boolean fulfils(SearchWish wish) {
        if (wish.saysNothing()) {
            return false;
        }
        var within = Optional.ofNullable(wish.near());
        return wish.filters().stream().allMatch(terms -> terms.stream().anyMatch(filters::contains))
                && within.map(near -> spot.filter(place -> place.kilometresTo(near.spot()) <= near.radiusKm())
                                .isPresent())
                        .orElse(true)
                && wish.words().stream().allMatch(this::says);
    }

    private boolean says(String wanted) {
        var all = new ArrayList<>(words());
        return all.stream().anyMatch(word -> switch (WordKeys.nearness(wanted, word, names.contains(word))) {
            case SAME, SOUNDS_ALIKE -> true;
            case ONE_SLIP, TWO_SLIPS, OTHER -> false;
        });
    }
}
