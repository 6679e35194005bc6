package org.backlot.casting.query.search.memory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One that matches; whether it may be seen is still to be asked.
 *
 * @param tier how well it matches
 * @param active whether it counts as active at the time of the search
 * @param distanceKm where a radius was asked for
 * @param facets its values as they are counted
 */
public record Candidate(
        int tier, boolean active, int standing, UUID id, Optional<Double> distanceKm, List<String> facets) {
    public Candidate {
        facets = List.copyOf(facets);
    }
}
