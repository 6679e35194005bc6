package org.backlot.bench.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Figure;
import org.backlot.bench.Measured;

/** What was measured in every round, by contender. Its figures are the medians over the rounds. */
final class Rounds {
    private final Map<String, List<Measured>> all = new LinkedHashMap<>();

    void add(String contender, Measured measured) {
        all.computeIfAbsent(contender, _ -> new ArrayList<>()).add(measured);
    }

    List<String> contenders() {
        return List.copyOf(all.keySet());
    }

    double perSecond(String contender) {
        return median(contender, Measured::perSecond);
    }

    double milliseconds(String contender, double share) {
        return median(contender, measured -> measured.milliseconds(share));
    }

    /** Of the newest round: every contender's rate. */
    String latest() {
        return all.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + Figure.rounded(each.getValue().getLast().perSecond()))
                .collect(Collectors.joining(", "));
    }

    /** Of the newest round: so many milliseconds or less took that share, by contender. */
    String latest(double share) {
        return all.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + Figure.rounded(each.getValue().getLast().milliseconds(share)))
                .collect(Collectors.joining(", "));
    }

    /** The same of every round, in order. */
    String all(String contender, double share) {
        return measured(contender).stream()
                .map(each -> Figure.rounded(each.milliseconds(share)))
                .collect(Collectors.joining(" "));
    }

    /** The rate of every round, in order. */
    String rates(String contender) {
        return measured(contender).stream()
                .map(each -> Figure.rounded(each.perSecond()))
                .collect(Collectors.joining(" "));
    }

    private double median(String contender, ToDoubleFunction<Measured> figure) {
        var sorted = measured(contender).stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private List<Measured> measured(String contender) {
        var measured = all.get(contender);
        if (measured == null) {
            throw new BenchmarkFailed(contender + " was not measured");
        }
        return measured;
    }
}
