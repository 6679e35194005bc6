package org.backlot.casting.query.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.search.MarkedWords;
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

    static FoundCall of(SearchIndex.Hit<CallText> hit, MarkedWords words) {
        var text = hit.shown();
        return new FoundCall(
                new CastingCallId(hit.id()),
                text.title(),
                Optional.ofNullable(Highlight.beginning(text.description())).orElse(""),
                text.company(),
                text.location(),
                text.roles(),
                text.skills(),
                text.languages(),
                text.ageRanges(),
                text.deadline(),
                text.publishedAt(),
                text.aggregated(),
                hit.verified(),
                hit.distanceKm().map(FoundTalent::tenths).orElse(null),
                new Highlights(words)
                        .in("title", text.title())
                        .in("company", text.company())
                        .in("location", text.location())
                        .inEach("roles", text.roles())
                        .inEach("skills", text.skills())
                        .in("description", text.description())
                        .in("requirements", text.requirements())
                        .all());
    }
}
