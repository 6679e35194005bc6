package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.Experience;
import org.backlot.platform.query.Columns;
import org.backlot.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A talent that was found.
 *
 * @param bio its beginning
 * @param verified whether their identity is verified now
 * @param completeness of the profile, 0 to 100
 * @param active whether they were there within 90 days before the search began
 * @param distanceKm from the point that was asked for, by their city
 * @param highlights where what was looked for stands
 */
public record FoundTalent(
        AccountId accountId,
        String name,
        @Nullable String bio,
        List<String> skills,
        @Nullable Experience experience,
        List<String> languages,
        @Nullable String location,
        AgeRange ageRange,
        boolean verified,
        int completeness,
        boolean active,
        @Nullable Double distanceKm,
        List<Highlight> highlights) {

    static FoundTalent of(SearchIndex.Hit<FoundTalent> hit) {
        var shown = hit.shown();
        return new FoundTalent(
                new AccountId(hit.id()),
                shown.name,
                shown.bio,
                shown.skills,
                shown.experience,
                shown.languages,
                shown.location,
                shown.ageRange,
                shown.verified,
                shown.completeness,
                hit.active(),
                hit.distanceKm().map(FoundTalent::tenths).orElse(null),
                shown.highlights);
    }

    static double tenths(double kilometres) {
        return Math.round(kilometres * 10) / 10.0;
    }

    static FoundTalent read(Readable row, Set<String> words) {
        var name = Columns.text(row, "name");
        var bio = row.get("bio", String.class);
        var skills = List.of(Columns.required(row, "skills", String[].class));
        var languages = List.of(Columns.required(row, "languages", String[].class));
        var location = row.get("location", String.class);
        var highlights = Stream.of(
                        Stream.of(Highlight.of("name", name, words)),
                        skills.stream().map(skill -> Highlight.of("skills", skill, words)),
                        languages.stream().map(language -> Highlight.of("languages", language, words)),
                        Stream.of(
                                Highlight.of("location", location, words),
                                Highlight.of("bio", bio, words),
                                Highlight.of("credits", row.get("credits", String.class), words)))
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .toList();
        return new FoundTalent(
                new AccountId(Columns.uuid(row, "id")),
                name,
                Highlight.beginning(bio),
                skills,
                Optional.ofNullable(row.get("experience", String.class))
                        .map(Experience::parse)
                        .orElse(null),
                languages,
                location,
                AgeRange.parse(Columns.text(row, "age_range")),
                Columns.flag(row, "verified"),
                Columns.whole(row, "completeness"),
                false,
                null,
                highlights);
    }
}
