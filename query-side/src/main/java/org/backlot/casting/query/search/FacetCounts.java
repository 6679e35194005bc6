package org.backlot.casting.query.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.query.search.FoundPage.FacetValue;

/** Counts by facet, with all spellings of a value as one. */
final class FacetCounts {
    private static final int MOST = 20;

    private FacetCounts() {}

    static Map<String, List<FacetValue>> of(Set<Facet> wanted, List<SearchIndex.Counted> counted) {
        var byFacet = new LinkedHashMap<String, List<FacetValue>>();
        wanted.stream().sorted().forEach(facet -> byFacet.put(facet.wireName(), values(facet, counted)));
        return byFacet;
    }

    private static List<FacetValue> values(Facet facet, List<SearchIndex.Counted> counted) {
        var spellings = new LinkedHashMap<String, List<SearchIndex.Counted>>();
        for (var each : counted) {
            if (Facet.ofStored(each.value()).filter(facet::equals).isPresent()) {
                spellings
                        .computeIfAbsent(facet.term(Facet.valueIn(each.value())), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        return spellings.values().stream()
                .map(FacetCounts::together)
                .sorted(Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value))
                .limit(MOST)
                .toList();
    }

    private static FacetValue together(List<SearchIndex.Counted> spellings) {
        var most = spellings.stream()
                .max(Comparator.comparingLong(SearchIndex.Counted::count).thenComparing(SearchIndex.Counted::value))
                .orElseThrow();
        return new FacetValue(
                Facet.valueIn(most.value()),
                spellings.stream().mapToLong(SearchIndex.Counted::count).sum());
    }
}
