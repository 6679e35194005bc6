package org.backlot.casting.query.search.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.api.search.Spot;

/** The places where somebody is. Many are in few of them, so each is measured once for a search. */
final class Places {
    /** The number of no place. */
    static final int NOWHERE = -1;

    private final Map<Spot, Integer> numbers = new HashMap<>();
    private final List<Spot> spots = new ArrayList<>();

    int numberOf(Optional<Spot> spot) {
        return spot.map(each -> numbers.computeIfAbsent(each, this::added)).orElse(NOWHERE);
    }

    private int added(Spot spot) {
        spots.add(spot);
        return spots.size() - 1;
    }

    /** How far each place is away, by its number. */
    double[] kilometresTo(Near near) {
        return spots.stream()
                .mapToDouble(spot -> spot.kilometresTo(near.spot()))
                .toArray();
    }
}
