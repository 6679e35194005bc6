package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.SearchWish;
import reactor.core.publisher.Mono;

/**
 * The port to whatever finds: PostgreSQL today. An adapter asks at the time of the search who may be seen, and in the same
 * statement in which it finds them.
 */
public interface SearchIndex {
    /**
     * What is asked.
     *
     * @param facets which values are counted
     * @param limit how many are shown, 1 to 100
     * @param cursor where to go on
     * @param now when this is asked; a search that goes on has begun at the time of its cursor
     */
    record Question(SearchWish wish, Set<Facet> facets, int limit, Optional<SearchCursor> cursor, Instant now) {
        public Question {
            facets = Set.copyOf(facets);
        }
    }

    /**
     * One that was found.
     *
     * @param distanceKm where a radius was asked for
     */
    record Hit<T>(UUID id, boolean active, Optional<Double> distanceKm, T shown) {}

    /** How often a value occurs among what was counted. */
    record Counted(String value, long count) {}

    /**
     * What was found.
     *
     * @param words those of the texts by which it was found
     * @param total how many there are; at least so many where it is not exact
     * @param counted values as they are stored, see {@link Facet#stored}
     * @param next where to go on; empty at the end
     */
    record Found<T>(
            List<Hit<T>> hits,
            Set<String> words,
            long total,
            boolean exact,
            List<Counted> counted,
            Optional<SearchCursor> next) {
        public Found {
            hits = List.copyOf(hits);
            words = Set.copyOf(words);
            counted = List.copyOf(counted);
        }
    }

    /**
     * Finds.
     *
     * @param shown makes a hit of its row, given the words by which it was found
     */
    <T> Mono<Found<T>> find(Question question, BiFunction<Readable, Set<String>, T> shown);
}
