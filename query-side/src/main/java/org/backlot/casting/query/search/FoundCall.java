package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backlot.casting.api.AgeRange;
import org.backlot.platform.query.Columns;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;

/**
 * A casting call that was found.
 *
 * @param description its beginning
 * @param roles what they are called
 * @param skills that any role wants, likewise languages and ages
 * @param verifiedPoster whether the identity of whoever made it is verified now
 * @param distanceKm from the point that was asked for, by its city
 * @param highlights where what was looked for stands
 */
public record FoundCall(
        CastingCallId callId,
        String title,
        String description,
        @Nullable String company,
        @Nullable String location,
        List<String> roles,
        List<String> skills,
        List<String> languages,
        List<AgeRange> ageRanges,
        @Nullable Instant deadline,
        Instant publishedAt,
        boolean isAggregated,
        boolean verifiedPoster,
        @Nullable Double distanceKm,
        List<Highlight> highlights) {

    static FoundCall of(SearchIndex.Hit<FoundCall> hit) {
        var shown = hit.shown();
        return new FoundCall(
                new CastingCallId(hit.id()),
                shown.title,
                shown.description,
                shown.company,
                shown.location,
                shown.roles,
                shown.skills,
                shown.languages,
                shown.ageRanges,
                shown.deadline,
                shown.publishedAt,
                shown.isAggregated,
                shown.verifiedPoster,
                hit.distanceKm().map(FoundTalent::tenths).orElse(null),
                shown.highlights);
    }

    static FoundCall read(Readable row, Set<String> words) {
        var title = Columns.text(row, "title");
        var description = Columns.text(row, "description");
        var company = row.get("company", String.class);
        var location = row.get("location", String.class);
        var roles = texts(row, "roles");
        var skills = texts(row, "skills");
        var highlights = Stream.of(
                        Stream.of(
                                Highlight.of("title", title, words),
                                Highlight.of("company", company, words),
                                Highlight.of("location", location, words)),
                        roles.stream().map(role -> Highlight.of("roles", role, words)),
                        skills.stream().map(skill -> Highlight.of("skills", skill, words)),
                        Stream.of(
                                Highlight.of("description", description, words),
                                Highlight.of("requirements", row.get("requirements", String.class), words)))
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .toList();
        return new FoundCall(
                new CastingCallId(Columns.uuid(row, "id")),
                title,
                Optional.ofNullable(Highlight.beginning(description)).orElse(""),
                company,
                location,
                roles,
                skills,
                texts(row, "languages"),
                Arrays.stream(Columns.required(row, "age_ranges", String[].class))
                        .map(AgeRange::parse)
                        .toList(),
                row.get("deadline", Instant.class),
                Columns.instant(row, "published_at"),
                Columns.flag(row, "aggregated"),
                Columns.flag(row, "verified"),
                null,
                highlights);
    }

    private static List<String> texts(Readable row, String column) {
        return List.of(Columns.required(row, column, String[].class));
    }
}
