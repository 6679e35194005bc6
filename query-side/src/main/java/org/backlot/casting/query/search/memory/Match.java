package org.backlot.casting.query.search.memory;

import java.util.Optional;
import org.backlot.casting.query.search.SearchIndex.Place;
import org.backlot.casting.query.search.SearchText;

/**
 * One that matches and may be seen.
 *
 * @param place where it stands among what is found
 * @param distanceKm where a radius was asked for
 * @param verified whether whoever it is of is verified at the time of the search
 * @param text what is shown of it
 */
public record Match(Place place, Optional<Double> distanceKm, boolean verified, SearchText text) {}
