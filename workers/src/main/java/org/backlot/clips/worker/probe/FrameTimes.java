// Headers say what somebody meant to record; the times of the packets say how often frames really come. A phone's "30"
// may be anything.
package org.backlot.clips.worker.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backlot.clips.worker.ffmpeg.Rational;

/** When the first frames of a stream are shown, in ticks. */
final class FrameTimes {
    private static final Pattern TICK = Pattern.compile("#tb 0: (\\d+)/(\\d+)");
    /** Stream, decoded at, shown at, length, size, check sum. */
    private static final Pattern PACKET = Pattern.compile("0, *-?\\d+, *(-?\\d+), *(\\d+), *\\d+, .*");
    /** Containers round to ticks, milliseconds at worst. */
    private static final double ROUNDING_SECONDS = 0.00101;

    private static final double IRREGULAR_SHARE = 0.02;
    private static final long HIGHEST_NUMERATOR = 1_000;

    private final List<Long> shownAt = new ArrayList<>();
    private Rational tick = new Rational(1, 1_000);

    void accept(String line) {
        var tickLine = TICK.matcher(line);
        var packet = PACKET.matcher(line);
        if (tickLine.matches()) {
            tick = new Rational(Long.parseLong(tickLine.group(1)), Long.parseLong(tickLine.group(2)));
        } else if (packet.matches()) {
            shownAt.add(Long.parseLong(packet.group(1)));
        }
    }

    int count() {
        return shownAt.size();
    }

    /** Whether more than 2 % of the frames come earlier or later than the others let expect. */
    boolean areIrregular() {
        if (shownAt.size() < 3) {
            return false;
        }
        var gaps = gaps();
        return gaps.size() - regular(gaps).size() > IRREGULAR_SHARE * gaps.size();
    }

    /**
     * The common rate nearest to the average, a hole or two left out; where none is near, the exact one if ticks can
     * express it.
     */
    Optional<Rational> rate() {
        var all = gaps();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var gaps = areIrregular() ? all : regular(all);
        double ticks = gaps.stream().mapToLong(Long::longValue).average().orElse(0);
        if (ticks <= 0) {
            return Optional.empty();
        }
        double average = 1 / (ticks * tick.asDouble());
        var common = Rational.common(average);
        if (common.isPresent()) {
            return common;
        }
        if (gaps.stream().distinct().count() == 1) {
            return Optional.of(new Rational(tick.denominator(), tick.numerator() * gaps.getFirst()));
        }
        // Irregular: a rate near the average that other programs know, 1 % being no more than what is irregular anyway.
        return Optional.of(new Rational(Math.clamp(Math.round(average), 1, HIGHEST_NUMERATOR), 1));
    }

    /** Gaps that differ from the usual one by no more than rounding. */
    private List<Long> regular(List<Long> gaps) {
        double usual = usualGap(gaps);
        return gaps.stream()
                .filter(gap -> Math.abs(gap * tick.asDouble() - usual) <= ROUNDING_SECONDS + usual * 0.01)
                .toList();
    }

    private double usualGap(List<Long> gaps) {
        var sorted = gaps.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) * tick.asDouble();
    }

    private List<Long> gaps() {
        var sorted = shownAt.stream().sorted().toList();
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < sorted.size(); i++) {
            gaps.add(sorted.get(i) - sorted.get(i - 1));
        }
        return gaps;
    }
}
