// Whoever counts frames by themselves shows what the client believes the time to be: a frame too late on every
// screen is as bad as a message that came late, and nobody sees it.
package org.backlot.bench.hud;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Figure;
import org.backlot.bench.Floor;
import org.backlot.bench.Measured;
import org.backlot.bench.NodeScript;
import org.backlot.bench.Program;

/**
 * How far the set's time is from the server's on devices with the reference client, wrong clocks of their own, and a way
 * between that takes 20 ms and 10 more or less.
 *
 * @param errors whichever way they go, of all devices at every look
 */
record ClockErrors(Measured errors) {
    /** What sixteen exchanges promise on a wireless network. */
    private static final double BAR_MILLISECONDS = 10;

    private static final int DEVICES = 20;
    private static final Duration SHORTEST_WAY = Duration.ofMillis(10);
    private static final Duration LONGEST_WAY = Duration.ofMillis(30);
    /** The first exchanges are over, and what they corrected has been made up for. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final long NANOSECONDS_IN_MICROSECOND = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.95;

    /**
     * Measures them.
     *
     * @param round each has other delays
     */
    static ClockErrors run(Program program, Floor floor, NodeScript script, Duration duration, int round) {
        long looks = duration.dividedBy(LOOK_EVERY);
        try (var way = new DelayingProxy(program.address(), SHORTEST_WAY, LONGEST_WAY, round)) {
            var node = script.start(
                    "ws://127.0.0.1:" + way.port() + "/ws/sync",
                    floor.token(),
                    floor.unit(),
                    Integer.toString(DEVICES),
                    Long.toString(SETTLING.toMillis()),
                    Long.toString(looks),
                    Long.toString(LOOK_EVERY.toMillis()));
            var errors = errors(node);
            if (errors.length != looks * DEVICES) {
                throw new BenchmarkFailed("the devices should have looked %d times at their clocks, and did %d times"
                        .formatted(looks * DEVICES, errors.length));
            }
            return new ClockErrors(new Measured(duration.toSeconds(), errors));
        }
    }

    private static long[] errors(Process node) {
        try (var output = new BufferedReader(node.inputReader(StandardCharsets.UTF_8))) {
            return output.lines()
                    .flatMapToLong(line -> Arrays.stream(line.split(" ")).mapToLong(Long::parseLong))
                    .map(error -> Math.abs(error) * NANOSECONDS_IN_MICROSECOND)
                    .toArray();
        } catch (IOException failure) {
            throw new BenchmarkFailed("the devices do not tell their time: " + failure, failure);
        } finally {
            node.destroy();
        }
    }

    /** In one line. */
    String summary() {
        return "%d devices, %s to %s ms one way, ms that their time is off: p50 %s, p95 %s (bar %s), the worst %s"
                .formatted(
                        DEVICES,
                        SHORTEST_WAY.toMillis(),
                        LONGEST_WAY.toMillis(),
                        Figure.rounded(errors.milliseconds(MEDIAN)),
                        Figure.rounded(errors.milliseconds(MOST)),
                        Figure.rounded(BAR_MILLISECONDS),
                        Figure.rounded(errors.milliseconds(1)));
    }

    /** Of all rounds as one: each device of each round is one more way to be wrong. */
    static List<Figure> figures(List<ClockErrors> rounds) {
        var all = Measured.together(rounds.stream().map(ClockErrors::errors).toList());
        return List.of(new Figure("hud.clock.p95", all.milliseconds(MOST), "ms"));
    }
}
