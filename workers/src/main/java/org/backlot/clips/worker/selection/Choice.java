package org.backlot.clips.worker.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.backlot.clips.worker.selection.Scoring.Scored;

/**
 * Chooses stretches that do not overlap. The best first; but where that leaves fewer than four although four would fit, as
 * many as that, with the best sum: how many clips there are matters more to people than how good the first one is.
 */
final class Choice {
    /** The least number of clips, where the material carries them. */
    static final int FLOOR = 4;

    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingInt(Scored::score)
            .reversed()
            .thenComparingLong(scored -> scored.stretch().startMillis())
            .thenComparingLong(scored -> scored.stretch().endMillis());

    private Choice() {}

    /** At most so many, best first. */
    static List<Scored> of(List<Scored> candidates, int most) {
        var greedy = bestFirst(candidates, most);
        int wanted = Math.min(Math.min(FLOOR, most), capacity(candidates));
        return greedy.size() >= wanted ? greedy : bestSum(candidates, wanted);
    }

    /** How many stretches fit beside each other at most: always take the one that ends first. */
    static int capacity(List<Scored> candidates) {
        int count = 0;
        long free = 0;
        for (var candidate : byEnd(candidates)) {
            if (candidate.stretch().startMillis() >= free) {
                count++;
                free = candidate.stretch().endMillis();
            }
        }
        return count;
    }

    private static List<Scored> bestFirst(List<Scored> candidates, int most) {
        var chosen = new ArrayList<Scored>();
        for (var candidate : candidates.stream().sorted(BEST_FIRST).toList()) {
            if (chosen.size() == most) {
                break;
            }
            if (chosen.stream().noneMatch(other -> other.stretch().overlaps(candidate.stretch()))) {
                chosen.add(candidate);
            }
        }
        return List.copyOf(chosen);
    }

    // Weighted interval scheduling with a fixed count: the best sum of k among those that end first.
    private static List<Scored> bestSum(List<Scored> candidates, int count) {
        var sorted = byEnd(candidates);
        int n = sorted.size();
        var before = new int[n];
        for (int i = 0; i < n; i++) {
            before[i] = endingBy(sorted, sorted.get(i).stretch().startMillis());
        }
        var best = new int[count + 1][n + 1];
        for (int k = 1; k <= count; k++) {
            best[k][0] = Integer.MIN_VALUE;
            for (int i = 1; i <= n; i++) {
                int with = best[k - 1][before[i - 1]];
                int taken = with == Integer.MIN_VALUE
                        ? Integer.MIN_VALUE
                        : with + sorted.get(i - 1).score();
                best[k][i] = Math.max(best[k][i - 1], taken);
            }
        }
        var chosen = new ArrayList<Scored>();
        int i = n;
        for (int k = count; k > 0; i--) {
            if (best[k][i] != best[k][i - 1]) {
                chosen.add(sorted.get(i - 1));
                i = before[i - 1] + 1;
                k--;
            }
        }
        return chosen.stream().sorted(BEST_FIRST).toList();
    }

    // How many of them, counted from the first, end by then.
    private static int endingBy(List<Scored> sorted, long moment) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).stretch().endMillis() <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<Scored> byEnd(List<Scored> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingLong(scored -> scored.stretch().endMillis()))
                .toList();
    }
}
