package org.backlot.casting.query.search;

import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.search.Gazetteer;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.api.search.Spot;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** Makes wishes of query parameters, and refuses what is none with the parameter's name. */
final class SearchParameters {
    private static final int RADIUS_KM = 50;

    private SearchParameters() {}

    static SearchWish wish(
            SearchKind kind,
            @Nullable CastingLine text,
            @Nullable List<CastingLine> skills,
            @Nullable List<CastingLine> languages,
            @Nullable List<Experience> experience,
            @Nullable List<AgeRange> ageRanges,
            @Nullable List<CastingLine> places,
            @Nullable Boolean verified,
            @Nullable CastingLine near,
            @Nullable Integer radiusKm) {
        try {
            return SearchWish.asked(
                    kind,
                    text,
                    skills,
                    languages,
                    experience,
                    ageRanges,
                    places,
                    verified,
                    near == null ? null : near(near.value(), radiusKm));
        } catch (IllegalArgumentException nonsense) {
            throw Rejection.of(
                    CommonRejection.PARAMETER_INVALID,
                    Optional.ofNullable(nonsense.getMessage()).orElse("This cannot be looked for."));
        }
    }

    static int limit(@Nullable Integer limit) {
        int wanted = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > PageRequest.LARGEST_LIMIT) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, "limit is 1 to " + PageRequest.LARGEST_LIMIT + ".")
                    .at("limit");
        }
        return wanted;
    }

    private static Near near(String near, @Nullable Integer radiusKm) {
        int radius = radiusKm == null ? RADIUS_KM : radiusKm;
        var numbers = near.split(",", -1);
        if (numbers.length == 2) {
            try {
                return new Near(Double.parseDouble(numbers[0].strip()), Double.parseDouble(numbers[1].strip()), radius);
            } catch (NumberFormatException _) {
                // Then it is a city with its country.
            }
        }
        Spot spot = Gazetteer.city(near)
                .orElseThrow(() -> Rejection.of(
                                CommonRejection.PARAMETER_INVALID,
                                "near is a latitude and a longitude with a comma between, or a city that is known here.")
                        .at("near"))
                .spot();
        return new Near(spot.latitude(), spot.longitude(), radius);
    }
}
