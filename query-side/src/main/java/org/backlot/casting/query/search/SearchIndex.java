package org.backlot.casting.query.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import reactor.core.publisher.Mono;

/**
 * The port to whatever finds: the memory of this node, and PostgreSQL. An adapter asks the database at the time of the search
 * who may be seen.
 */
public interface SearchIndex {
    /**
     * What is asked.
     *
     * @param facets which values are counted
     * @param limit how many are shown, 1 to 100
     * @param cursor where to go on
     * @param now when this is asked; a search that goes on has begun at the time of its cursor
     * @param position the place in the log that the answer must have seen, which the view has reached
     */
    record Question(
            SearchWish wish,
            Set<Facet> facets,
            int limit,
            Optional<SearchCursor> cursor,
            Instant now,
            OptionalLong position) {
        private static final Duration IDLE = Duration.ofDays(90);

        public Question {
            facets = Set.copyOf(facets);
        }

        /** Whoever was not there since then comes after the others; calls are never idle. */
        Instant idle() {
            return wish.kind() == SearchKind.TALENT
                    ? cursor.map(SearchCursor::begun).orElse(now).minus(IDLE)
                    : Instant.EPOCH;
        }

        /**
         * What was found, for a client.
         *
         * @param seen how many match and may be seen
         * @param matching how many match, {@link SearchStatement#BOUND} at most
         * @param last the last one of this page; asked for only where others come after it
         */
        <T> Found<T> answered(
                List<Hit<T>> hits,
                Set<String> words,
                long seen,
                long matching,
                List<Counted> counted,
                Supplier<Place> last) {
            long total = cursor.map(SearchCursor::total).orElse(Math.min(seen, SearchStatement.BOUND - 1));
            boolean exact = cursor.map(SearchCursor::exact).orElse(matching < SearchStatement.BOUND);
            return new Found<>(
                    hits,
                    words,
                    total,
                    exact,
                    counted,
                    seen > limit ? Optional.of(after(last.get(), total, exact)) : Optional.empty());
        }

        private SearchCursor after(Place last, long total, boolean exact) {
            return new SearchCursor(
                    cursor.map(SearchCursor::begun).orElse(now),
                    last.tier(),
                    last.active(),
                    last.standing(),
                    last.id(),
                    total,
                    exact,
                    SearchCursor.digest(wish));
        }
    }

    /** A place in the order of what is found. */
    record Place(int tier, boolean active, int standing, UUID id) {}

    /**
     * One that was found.
     *
     * @param verified whether whoever it is of is verified at the time of the search
     * @param distanceKm where a radius was asked for
     */
    record Hit<T>(UUID id, boolean active, boolean verified, Optional<Double> distanceKm, T shown) {}

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

        static <T> Found<T> nothing() {
            return new Found<>(List.of(), Set.of(), 0, true, List.of(), Optional.empty());
        }
    }

    /**
     * Finds.
     *
     * @param text what is shown of the kind that is looked for
     */
    <T extends SearchText> Mono<Found<T>> find(Question question, Class<T> text);
}
