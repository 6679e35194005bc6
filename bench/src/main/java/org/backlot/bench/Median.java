package org.backlot.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The round in the middle: one that something disturbed does not move it. */
public final class Median {
    private Median() {}

    /** Of what was measured in each round; the upper one where two stand in the middle. */
    public static <T> double of(List<T> rounds, ToDoubleFunction<? super T> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
