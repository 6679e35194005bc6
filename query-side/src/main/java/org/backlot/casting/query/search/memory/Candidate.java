package org.backlot.casting.query.search.memory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.query.search.SearchIndex.Place;

/**
 * One that matches.
 *
 * @param tier how well it matches
 * @param active whether it counts as active at the time of the search
 * @param distanceKm where a radius was asked for
 * @param mayBeSeen whether others may see it, as far as that is known in memory
 * @param facets its values where they will be counted; none otherwise
 */
public record Candidate(
        int tier,
        boolean active,
        int standing,
        UUID id,
        Optional<Double> distanceKm,
        boolean mayBeSeen,
        List<String> facets) {
    /** Where it stands among what is found. */
    public Place place() {
        return new Place(tier, active, standing, id);
    }
}
