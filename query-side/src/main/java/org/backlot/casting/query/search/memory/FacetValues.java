package org.backlot.casting.query.search.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.query.search.SearchIndex.Counted;

/** The values that are counted, as they are stored, each with a number: numbers are counted sooner than texts. */
final class FacetValues {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> values = new ArrayList<>();

    int[] numbersOf(Collection<String> those) {
        return those.stream()
                .mapToInt(value -> numbers.computeIfAbsent(value, this::added))
                .toArray();
    }

    private int added(String value) {
        values.add(value);
        return values.size() - 1;
    }

    /** Room for the count of each, by its number. */
    int[] counters() {
        return new int[values.size()];
    }

    /** The values of some facets that were counted at all. */
    List<Counted> counted(int[] counters, Collection<Facet> facets) {
        var letters = facets.stream().map(FacetValues::letter).toList();
        return IntStream.range(0, counters.length)
                .filter(number -> counters[number] > 0
                        && letters.contains(values.get(number).charAt(0)))
                .mapToObj(number -> new Counted(values.get(number), counters[number]))
                .toList();
    }

    private static char letter(Facet facet) {
        return facet.stored("").charAt(0);
    }
}
