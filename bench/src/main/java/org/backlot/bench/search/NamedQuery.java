package org.backlot.bench.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.Gazetteer;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.query.search.SearchIndex.Question;
import org.jspecify.annotations.Nullable;

/**
 * One of the ten searches that are measured.
 *
 * @param path as a client asks for it
 * @param wish the same for the statement
 */
record NamedQuery(String name, String path, SearchWish wish, Set<Facet> facets) {
    private static final int LIMIT = 20;

    static List<NamedQuery> all() {
        return List.of(
                talents("name, latin", "Mohammed Alharbi", "", wish("Mohammed Alharbi"), EnumSet.noneOf(Facet.class)),
                talents("name, arabic", "خالد العتيبي", "", wish("خالد العتيبي"), EnumSet.noneOf(Facet.class)),
                talents("typo", "photografer", "", wish("photografer"), EnumSet.noneOf(Facet.class)),
                talents("text", "horse riding", "", wish("horse riding"), EnumSet.noneOf(Facet.class)),
                talents("text, arabic", "ممثلة مسرح", "", wish("ممثلة مسرح"), EnumSet.noneOf(Facet.class)),
                talents(
                        "filters",
                        null,
                        "&skill=Acting&language=Arabic&experience=professional",
                        wish(null, List.of("Acting"), List.of("Arabic"), List.of(Experience.PROFESSIONAL), false, null),
                        EnumSet.noneOf(Facet.class)),
                talents("text, facets", "actor", "", wish("actor"), EnumSet.allOf(Facet.class)),
                talents(
                        "radius",
                        null,
                        "&near=Riyadh&radiusKm=100&skill=Singing",
                        wish(null, List.of("Singing"), List.of(), List.of(), false, near("Riyadh", 100)),
                        EnumSet.noneOf(Facet.class)),
                talents(
                        "verified, facets",
                        null,
                        "&verified=true",
                        wish(null, List.of(), List.of(), List.of(), true, null),
                        EnumSet.of(Facet.SKILL, Facet.CITY, Facet.EXPERIENCE)),
                new NamedQuery(
                        "calls, facets",
                        path("calls", "stunt driver", "", EnumSet.of(Facet.CITY)),
                        new SearchWish(
                                SearchKind.CALL,
                                new CastingLine("stunt driver"),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                null),
                        EnumSet.of(Facet.CITY)));
    }

    Question question(Instant now) {
        return new Question(wish, facets, LIMIT, Optional.empty(), now, OptionalLong.empty());
    }

    private static NamedQuery talents(
            String name, @Nullable String text, String filters, SearchWish wish, Set<Facet> facets) {
        return new NamedQuery(name, path("talents", text, filters, facets), wish, facets);
    }

    static String path(String kind, @Nullable String text, String filters, Set<Facet> facets) {
        return "/api/v1/casting/search/" + kind + "?limit=" + LIMIT
                + (text == null ? "" : "&text=" + encoded(text))
                + filters
                + (facets.isEmpty()
                        ? ""
                        : "&facets="
                                + String.join(
                                        ",",
                                        facets.stream().map(Facet::wireName).toList()));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Near near(String city, int kilometres) {
        var spot = Gazetteer.city(city).orElseThrow().spot();
        return new Near(spot.latitude(), spot.longitude(), kilometres);
    }

    private static SearchWish wish(String text) {
        return wish(text, List.of(), List.of(), List.of(), false, null);
    }

    private static SearchWish wish(
            @Nullable String text,
            List<String> skills,
            List<String> languages,
            List<Experience> experience,
            boolean verified,
            @Nullable Near near) {
        return new SearchWish(
                SearchKind.TALENT,
                text == null ? null : new CastingLine(text),
                lines(skills.stream()),
                lines(languages.stream()),
                experience,
                List.of(),
                List.of(),
                verified,
                near);
    }

    private static List<CastingLine> lines(Stream<String> texts) {
        return texts.map(CastingLine::new).toList();
    }
}
