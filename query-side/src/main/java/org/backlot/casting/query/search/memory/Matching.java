package org.backlot.casting.query.search.memory;

import java.util.List;
import org.backlot.casting.query.search.SearchIndex.Counted;

/**
 * All that match, as far as they are looked at.
 *
 * @param page the best of those who may be seen, the best first
 * @param seen how many may be seen
 * @param all how many there are, whoever may see them
 * @param counted how many of those who may be seen have a value
 */
public record Matching(List<Match> page, int seen, int all, List<Counted> counted) {
    public Matching {
        page = List.copyOf(page);
        counted = List.copyOf(counted);
    }
}
