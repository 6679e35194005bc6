package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param counts whether their values will be counted
 * @param most how many at most
 */
public record Wanted(
        SearchKind kind,
        List<SearchTier> tiers,
        Instant idle,
        Instant now,
        Optional<Near> near,
        Optional<Place> after,
        boolean counts,
        int most) {
    public Wanted {
        tiers = List.copyOf(tiers);
    }
}
