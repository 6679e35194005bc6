package org.backlot.casting.rest;

import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.search.SavedSearch;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.SavedSearchId;
import org.jspecify.annotations.Nullable;

/**
 * A search to keep, as a client writes it; what is absent does not matter.
 *
 * @param savedSearchId chosen by the client, or made here
 * @param name what you call it, once among your own
 * @param kind talent or call
 * @param text words that have to be there, each of them
 * @param skills any of these, at most 20; likewise the other lists
 * @param places cities or countries
 * @param verifiedOnly whether the identity has to be verified
 * @param near a point and a radius
 * @param alerts whether you are told of new matches; true where it is absent
 */
public record WantedSearch(
        @Nullable SavedSearchId savedSearchId,
        CastingLine name,
        SearchKind kind,
        @Nullable CastingLine text,
        @Nullable List<CastingLine> skills,
        @Nullable List<CastingLine> languages,
        @Nullable List<Experience> experience,
        @Nullable List<AgeRange> ageRanges,
        @Nullable List<CastingLine> places,
        @Nullable Boolean verifiedOnly,
        @Nullable Near near,
        @Nullable Boolean alerts) {

    /** @throws Rejection {@code FIELD_INVALID} */
    SavedSearch search() {
        try {
            return new SavedSearch(
                    name,
                    SearchWish.asked(kind, text, skills, languages, experience, ageRanges, places, verifiedOnly, near),
                    !Boolean.FALSE.equals(alerts));
        } catch (IllegalArgumentException nonsense) {
            throw Rejection.of(
                    CommonRejection.FIELD_INVALID,
                    Optional.ofNullable(nonsense.getMessage()).orElse("This cannot be looked for."));
        }
    }
}
