package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.query.search.SearchIndex.Place;
import org.backlot.casting.query.search.SearchTier;

/**
 * What is looked for, in terms of the index.
 *
 * @param tiers the best first
 * @param idle whoever was not there since then comes after the others
 * @param now what ends before that is over
 * @param after where to go on
 * @param verifiedOnly whether only those are wanted whose identity is verified
 * @param counted of which facets values are counted
 * @param limit how many are shown
 * @param since those of whom something has changed since the copy was made: nobody is seen, or counts as verified, of whom
 *     this says otherwise
 */
public record Wanted(
        SearchKind kind,
        List<SearchTier> tiers,
        Instant idle,
        Instant now,
        Optional<Near> near,
        Optional<Place> after,
        boolean verifiedOnly,
        Set<Facet> counted,
        int limit,
        Map<UUID, KnownPerson> since) {
    public Wanted {
        tiers = List.copyOf(tiers);
        counted = Set.copyOf(counted);
        since = Map.copyOf(since);
    }
}
