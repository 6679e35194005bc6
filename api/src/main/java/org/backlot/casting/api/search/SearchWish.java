package org.backlot.casting.api.search;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.Experience;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for. All of it has to be there; within a list any of it is enough. What somebody looks for is personal
 * data.
 *
 * @param text words that have to be there, each of them
 * @param skills at most 20, likewise the other lists
 * @param experience of talents only
 * @param ageRanges of talents, or by whom a role is played
 * @param places cities or countries
 * @param verifiedOnly whether the identity of the talent, or of who made the call, has to be verified
 * @param near a point and a radius
 */
public record SearchWish(
        SearchKind kind,
        @Nullable CastingLine text,
        List<CastingLine> skills,
        List<CastingLine> languages,
        List<Experience> experience,
        List<AgeRange> ageRanges,
        List<CastingLine> places,
        boolean verifiedOnly,
        @Nullable Near near) {
    private static final int MOST = 20;

    /**
     * Around a point.
     *
     * @param radiusKm 1 to 2,000 kilometres
     */
    public record Near(double latitude, double longitude, int radiusKm) {
        private static final int FARTHEST = 2_000;

        public Near {
            if (radiusKm < 1 || radiusKm > FARTHEST) {
                throw new IllegalArgumentException("a radius is 1 to 2,000 kilometres");
            }
            new Spot(latitude, longitude);
        }

        public Spot spot() {
            return new Spot(latitude, longitude);
        }
    }

    public SearchWish {
        skills = atMost(skills);
        languages = atMost(languages);
        experience = atMost(experience);
        ageRanges = atMost(ageRanges);
        places = atMost(places);
    }

    /**
     * Of what a client says; what is absent does not matter.
     *
     * @throws IllegalArgumentException with a sentence for the client
     */
    public static SearchWish asked(
            SearchKind kind,
            @Nullable CastingLine text,
            @Nullable List<CastingLine> skills,
            @Nullable List<CastingLine> languages,
            @Nullable List<Experience> experience,
            @Nullable List<AgeRange> ageRanges,
            @Nullable List<CastingLine> places,
            @Nullable Boolean verifiedOnly,
            @Nullable Near near) {
        return new SearchWish(
                kind,
                text,
                given(skills),
                given(languages),
                given(experience),
                given(ageRanges),
                given(places),
                Boolean.TRUE.equals(verifiedOnly),
                near);
    }

    private static <T> List<T> given(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static <T> List<T> atMost(List<T> values) {
        if (values.size() > MOST) {
            throw new IllegalArgumentException("at most 20 values of a kind are looked for");
        }
        return values.stream().distinct().toList();
    }

    /** The words that are looked for, without doubles. */
    public List<String> words() {
        return text == null
                ? List.of()
                : SearchText.words(text.value()).stream().distinct().toList();
    }

    /** Whether words are asked for of which none says anything. Nothing is found by them. */
    public boolean saysNothing() {
        return text != null && words().isEmpty();
    }

    /** For each filter the terms of which one has to be there. */
    public List<List<String>> filters() {
        return Stream.of(
                        terms(Facet.SKILL, skills),
                        terms(Facet.LANGUAGE, languages),
                        experience.stream()
                                .map(each -> Facet.EXPERIENCE.term(each.wireName()))
                                .toList(),
                        ageRanges.stream()
                                .map(each -> Facet.AGE_RANGE.term(each.wireName()))
                                .toList(),
                        places.stream().map(SearchWish::place).toList(),
                        verifiedOnly ? List.of(SearchTerms.VERIFIED) : List.<String>of(),
                        near == null ? List.<String>of() : GeoCells.around(near.spot(), near.radiusKm()))
                .filter(terms -> !terms.isEmpty())
                .toList();
    }

    private static List<String> terms(Facet facet, List<CastingLine> values) {
        return values.stream().map(value -> facet.term(value.value())).toList();
    }

    private static String place(CastingLine place) {
        return Gazetteer.city(place.value())
                .map(city -> Facet.CITY.term(city.city()))
                .or(() -> Gazetteer.country(place.value()).map(names -> Facet.COUNTRY.term(names.getFirst())))
                .orElseGet(() -> Facet.CITY.term(place.value()));
    }

    /** Two wishes of which this is the same look for the same. */
    public String normal() {
        var parts = new TreeSet<String>();
        words().forEach(word -> parts.add("w" + word));
        filters().forEach(terms -> parts.add(String.join("|", new TreeSet<>(terms))));
        return kind.wireName() + parts + (near == null ? "" : near);
    }

    @Override
    public String toString() {
        return "SearchWish[…]";
    }
}
