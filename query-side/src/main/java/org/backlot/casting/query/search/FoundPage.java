package org.backlot.casting.query.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found, the best first.
 *
 * @param data the found
 * @param total how many there are; at least so many where it is not exact, as no more than 500 are counted
 * @param totalIsExact whether that is all
 * @param facets by facet, the values of the found and how many have each, the most frequent first; counted among the 500
 *     best, and on the first page only
 * @param nextCursor what to send as {@code cursor} for the next page; absent on the last one
 */
public record FoundPage<T>(
        List<T> data,
        long total,
        boolean totalIsExact,
        Map<String, List<FacetValue>> facets,
        @JsonProperty("next_cursor") @Nullable String nextCursor) {

    /** A value, as most of them spell it, and how many of the counted have it. */
    public record FacetValue(String value, long count) {}

    public FoundPage {
        data = List.copyOf(data);
        facets = Map.copyOf(facets);
    }
}
