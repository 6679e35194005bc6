package org.backlot.bench.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/** How many connections suit one contender best, by the number of its clients: found by trying. */
final class PoolSizes {
    private static final List<Integer> TRIED = List.of(1, 2, 4, 8, 16, 32, 64, 128);
    /** With fewer connections than one for so many clients, nobody is fast. */
    private static final int MOST_CLIENTS_EACH = 16;

    private static final int UNTRIED = 16;

    private final Map<Integer, Integer> best = new TreeMap<>();

    /** @param rate what a size gives; the size with the highest is kept */
    void tune(int clients, IntToDoubleFunction rate) {
        double highest = 0;
        for (int size : TRIED) {
            if (size <= clients && size * MOST_CLIENTS_EACH >= clients) {
                double tried = rate.applyAsDouble(size);
                if (tried > highest) {
                    highest = tried;
                    best.put(clients, size);
                }
            }
        }
    }

    int best(int clients) {
        return best.getOrDefault(clients, Math.min(clients, UNTRIED));
    }

    @Override
    public String toString() {
        return best.entrySet().stream()
                .map(each -> "%d for %d".formatted(each.getValue(), each.getKey()))
                .collect(Collectors.joining(", ", "best pool: ", " clients"));
    }
}
