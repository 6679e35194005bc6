package org.backlot.clips.worker.selection;

import java.util.Arrays;

/**
 * How loud a recording is, in equal steps of time from its beginning.
 *
 * @param hopMillis how long a step is
 * @param levels one for each step, on any scale that grows with loudness
 */
public record EnergyCurve(long hopMillis, double[] levels) {
    private static final double HUNDRED = 100;

    public EnergyCurve {
        if (hopMillis < 1) {
            throw new IllegalArgumentException("a step takes a millisecond at least");
        }
        if (!Arrays.stream(levels).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a level is a number");
        }
        levels = levels.clone();
    }

    /** None is known. */
    public static EnergyCurve unknown() {
        return new EnergyCurve(1, new double[0]);
    }

    public boolean isKnown() {
        return levels.length > 0;
    }

    @Override
    public double[] levels() {
        return levels.clone();
    }

    /** The levels between two moments. */
    double[] between(long from, long to) {
        int first = clamp(from / hopMillis);
        int last = clamp(Math.ceilDiv(to, hopMillis));
        return Arrays.copyOfRange(levels, first, Math.max(first, last));
    }

    private int clamp(long index) {
        return (int) Math.clamp(index, 0, levels.length);
    }

    /** The levels of the whole recording, lowest first: a place in it is a rank that does not depend on the scale. */
    double[] ranked() {
        var sorted = levels.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many percent of the ranked levels are at most so high. */
    static double percentile(double[] ranked, double level) {
        if (ranked.length == 0) {
            return 0;
        }
        int at = Arrays.binarySearch(ranked, level);
        int below = at >= 0 ? at + 1 : -at - 1;
        while (below < ranked.length && ranked[below] <= level) {
            below++;
        }
        return HUNDRED * below / ranked.length;
    }

    /** Two curves of the same steps and levels are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EnergyCurve curve
                && hopMillis == curve.hopMillis
                && Arrays.equals(levels, curve.levels);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(hopMillis) + Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return "EnergyCurve[%d steps of %d ms]".formatted(levels.length, hopMillis);
    }
}
