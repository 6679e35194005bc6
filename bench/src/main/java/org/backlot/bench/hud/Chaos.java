// A set goes on when something breaks. What breaks here is what does break: a device that hangs, the cache, a node.
package org.backlot.bench.hud;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Figure;
import org.backlot.bench.Floor;
import org.backlot.bench.HttpConnection;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;
import org.backlot.bench.Program;

/**
 * A unit whose devices are on two nodes, while one thing after the other breaks.
 *
 * @param windows how long each change took to each device that had no part in it: before, while it is broken, after
 * @param lost what devices were not told of, were told of twice or in the wrong order, and what the log does not hold
 */
record Chaos(Map<Blow, List<Measured>> windows, long lost) {
    private static final List<String> WHEN = List.of("before", "during", "after");
    private static final int ONE_IN = 10;
    private static final Random MOMENTS = new Random(20_261_128);
    private static final long ONE_SECOND = 1_000_000_000L;
    private static final double ALMOST_ALL = 0.99;
    /** How long the last change may take to those who are behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String LAST = "select coalesce(max(position), 0) from log.event";
    private static final String CHANGES =
            "select coalesce(string_agg(position::text, ',' order by position), '') from log.event"
                    + " where type in ('set.CameraRolled', 'set.CameraCut') and position > ";

    /** What breaks. */
    enum Blow {
        /** Every tenth device stops reading, and its connection stays. */
        FROZEN,
        /** Redis is killed, and is away until it is started again. */
        REDIS,
        /** The second node is killed; its devices come back to the first one. */
        NODE
    }

    /**
     * Measures it.
     *
     * @param count of all devices; half of them are on the second node
     * @param window how long each of the three parts of a blow lasts
     */
    static Chaos run(
            Program first,
            Path checkout,
            DatabaseServer database,
            Floor floor,
            int count,
            int perSecond,
            Duration window) {
        try (var second = Program.startBeside(checkout, first, Program.NO_LIMITS);
                var screens = new Screens(floor)) {
            var staying = screens.join(first.address(), count / 2);
            screens.join(second.address(), count - count / 2);
            var all = screens.all();
            var frozen = IntStream.range(0, count)
                    .filter(number -> number % ONE_IN == 0)
                    .mapToObj(all::get)
                    .toList();
            var reading =
                    all.stream().filter(screen -> !frozen.contains(screen)).toList();

            int each = Math.toIntExact(window.toSeconds() * perSecond);
            var blows = new ConcurrentHashMap<Integer, Runnable>();
            blows.put(at(Blow.FROZEN, 1, each), () -> screens.read(frozen, false));
            blows.put(at(Blow.FROZEN, 2, each), () -> screens.read(frozen, true));
            blows.put(at(Blow.REDIS, 1, each), () -> {
                var restart = first.killRedis();
                blows.put(at(Blow.REDIS, 2, each), restart);
            });
            blows.put(at(Blow.NODE, 1, each), () -> {
                screens.comeBackTo(first.address());
                second.kill();
            });

            long before = Long.parseLong(database.value(LAST));
            var due = make(first, floor, perSecond, at(Blow.NODE, WHEN.size(), each), blows, screens);
            var log = Stream.of(database.value(CHANGES + before).split(","))
                    .mapToLong(Long::parseLong)
                    .toArray();
            awaitLast(screens, log[log.length - 1]);
            screens.requireWhole();
            if (log.length != due.length) {
                throw new BenchmarkFailed(
                        "%d changes were accepted, and the log holds %d".formatted(due.length, log.length));
            }
            var windows = new EnumMap<Blow, List<Measured>>(Blow.class);
            windows.put(Blow.FROZEN, windows(Blow.FROZEN, reading, log, due, each, window));
            windows.put(Blow.REDIS, windows(Blow.REDIS, all, log, due, each, window));
            windows.put(Blow.NODE, windows(Blow.NODE, staying, log, due, each, window));
            return new Chaos(
                    windows,
                    all.stream()
                            .mapToLong(screen -> screen.wrong(log, (_, _) -> {}))
                            .sum());
        } catch (IOException failure) {
            throw new BenchmarkFailed("the chaos broke off: " + failure, failure);
        }
    }

    /** The first change of a blow's part. Before all of them there is one more part, in which the second node warms up. */
    private static int at(Blow blow, int part, int each) {
        return (1 + blow.ordinal() * WHEN.size() + part) * each;
    }

    /** Rolls and cuts by way of the first node, and lets things break meanwhile; every one of them must be accepted. */
    private static long[] make(
            Program first, Floor floor, int perSecond, int changes, Map<Integer, Runnable> blows, Screens screens)
            throws IOException {
        var due = new long[changes];
        var dealt = new ArrayList<CompletableFuture<Void>>();
        long interval = ONE_SECOND / perSecond;
        try (var connection = HttpConnection.open(first.address())) {
            long start = System.nanoTime() + interval;
            for (int change = 0; change < changes; change++) {
                var blow = blows.get(change);
                if (blow != null) {
                    // Whoever breaks things must not hold up the camera.
                    dealt.add(CompletableFuture.runAsync(blow, Thread::startVirtualThread));
                }
                due[change] = start + change * interval + MOMENTS.nextLong(interval / 2);
                for (long wait = due[change] - System.nanoTime(); wait > 0; wait = due[change] - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (change % 2 == 0) {
                    floor.roll(connection);
                } else {
                    floor.cut(connection);
                }
                screens.requireWhole();
            }
        }
        dealt.forEach(CompletableFuture::join);
        return due;
    }

    /** Whoever has not heard of the last change by then has lost it. */
    private static void awaitLast(Screens screens, long last) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && !screens.all().stream().allMatch(screen -> screen.last().orElse(0) >= last)) {
            Pause.of(Duration.ofMillis(20));
        }
    }

    private static List<Measured> windows(
            Blow blow, List<Screen> unaffected, long[] log, long[] due, int each, Duration window) {
        return IntStream.range(0, WHEN.size())
                .mapToObj(part -> {
                    int from = at(blow, part, each);
                    var latencies = LongStream.builder();
                    unaffected.forEach(screen -> screen.wrong(log, (change, heard) -> {
                        if (change >= from && change < from + each) {
                            latencies.add(heard - due[change]);
                        }
                    }));
                    return new Measured(window.toSeconds(), latencies.build().toArray());
                })
                .toList();
    }

    private double p99(Blow blow, int part) {
        return windows.getOrDefault(blow, List.of()).get(part).milliseconds(ALMOST_ALL);
    }

    private static String name(Blow blow) {
        return blow.name().toLowerCase(Locale.ROOT);
    }

    /** In one line. */
    String summary() {
        return Arrays.stream(Blow.values())
                        .map(blow -> name(blow) + " "
                                + IntStream.range(0, WHEN.size())
                                        .mapToObj(part -> Figure.rounded(p99(blow, part)))
                                        .collect(Collectors.joining("/")))
                        .collect(Collectors.joining(", ", "p99 in ms before/during/after: ", "; "))
                + lost + " changes lost";
    }

    /** The medians of the rounds, and all that was lost in any of them. */
    static List<Figure> figures(List<Chaos> rounds) {
        var figures = new ArrayList<Figure>();
        for (var blow : Blow.values()) {
            for (int part = 0; part < WHEN.size(); part++) {
                int when = part;
                var sorted = rounds.stream()
                        .mapToDouble(round -> round.p99(blow, when))
                        .sorted()
                        .toArray();
                figures.add(new Figure(
                        "hud.chaos." + name(blow) + "." + WHEN.get(part) + ".p99", sorted[sorted.length / 2], "ms"));
            }
        }
        figures.add(new Figure(
                "hud.chaos.lost", rounds.stream().mapToLong(Chaos::lost).sum(), "changes"));
        return figures;
    }
}
