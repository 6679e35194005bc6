package org.backlot.casting.query.search;

import java.util.List;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.search.MarkedWords;
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

    static FoundTalent of(SearchIndex.Hit<TalentText> hit, MarkedWords words) {
        var text = hit.shown();
        return new FoundTalent(
                new AccountId(hit.id()),
                text.name(),
                Highlight.beginning(text.bio()),
                text.skills(),
                text.experience(),
                text.languages(),
                text.location(),
                text.ageRange(),
                hit.verified(),
                text.completeness(),
                hit.active(),
                hit.distanceKm().map(FoundTalent::tenths).orElse(null),
                new Highlights(words)
                        .in("name", text.name())
                        .inEach("skills", text.skills())
                        .inEach("languages", text.languages())
                        .in("location", text.location())
                        .in("bio", text.bio())
                        .in("credits", text.credits())
                        .all());
    }

    static double tenths(double kilometres) {
        return Math.round(kilometres * 10) / 10.0;
    }
}
