package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.search.Spot;
import org.backlot.casting.query.search.SearchText;

/**
 * Something that is to be found, as it lies in the tables of the view.
 *
 * @param standing see {@code Standing}
 * @param activeAt when somebody was last there, or a call was published
 * @param until from when on it is found no longer
 * @param facets its values as they are counted
 * @param terms all by which it is found
 * @param person the talent, or whoever made the call; a call that was imported was made by nobody
 * @param text what is shown of it
 */
public record Entry(
        UUID id,
        int standing,
        Instant activeAt,
        Optional<Instant> until,
        Optional<Spot> spot,
        List<String> facets,
        List<String> terms,
        Optional<UUID> person,
        SearchText text) {
    public Entry {
        facets = List.copyOf(facets);
        terms = List.copyOf(terms);
    }
}
