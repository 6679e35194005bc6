package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.search.Spot;

/**
 * Something that is to be found, as it lies in the table of the view.
 *
 * @param standing see {@code Standing}
 * @param activeAt when somebody was last there, or a call was published
 * @param until from when on it is found no longer
 * @param facets its values as they are counted
 * @param terms all by which it is found
 */
public record Entry(
        UUID id,
        int standing,
        Instant activeAt,
        Optional<Instant> until,
        Optional<Spot> spot,
        List<String> facets,
        List<String> terms) {
    public Entry {
        facets = List.copyOf(facets);
        terms = List.copyOf(terms);
    }
}
