package org.backlot.bench.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Figure;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;
import org.backlot.bench.Table;

/**
 * How long after its commit does an event reach a handler, in the process that wrote it and in another one? A hundred
 * events a second come at moments that nobody can foresee, one at a time.
 */
final class LagQuestion implements Question {
    static final int CONNECTIONS = 10;

    private static final String OURS = "lag_ours";
    private static final String STOCK = "lag_axon";
    private static final int PER_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofSeconds(3);
    /** The default of Axon's own configuration. */
    private static final int SEGMENTS = 16;

    private static final int BATCH = 100;
    private static final double NANOSECONDS_IN_SECOND = 1e9;
    private static final long NANOSECONDS_IN_MICROSECOND = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    private final Rounds sameJvm = new Rounds();
    private final Rounds secondJvm = new Rounds();
    private final Random moments = new Random(20_261_121);
    private long numbers;

    @Override
    public String name() {
        return "lag";
    }

    static Follower.Manner manner(String name) {
        return new Follower.Manner(name, true, BATCH, SEGMENTS);
    }

    @Override
    public void measure(Setting setting) {
        for (int round = 1; round <= setting.rounds(); round++) {
            for (var follower : Setting.turns(List.of(Follower.values()), round)) {
                run(setting, round, follower);
            }
            setting.tell("round %d, p99 of the lag in ms: same JVM %s; second JVM %s"
                    .formatted(round, sameJvm.latest(ALMOST_ALL), secondJvm.latest(ALMOST_ALL)));
        }
    }

    private void run(Setting setting, int round, Follower follower) {
        var name = follower.label() + "_" + round;
        var here = new Sightings();
        try (var log = follower.open(setting.server(), OURS, STOCK, CONNECTIONS);
                var elsewhere = SecondProcess.start(setting.server(), follower, OURS, STOCK, name + "_elsewhere");
                var _ = follower.start(log, manner(name + "_here"), here, _ -> {})) {
            warmUp(log, here);
            var committed = publish(log, setting.each());
            awaitLast(here);
            sameJvm.add(follower.label(), lags(committed, here));
            secondJvm.add(follower.label(), lags(committed, elsewhere.sightings()));
        }
    }

    /** As fast as it goes, so that a process that has just started has something to get used to. */
    private void warmUp(AxonLog log, Sightings here) {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < end) {
            publish(log, ++numbers);
        }
        awaitLast(here);
    }

    private void awaitLast(Sightings here) {
        Pause.until("the last event", () -> Optional.of(numbers).filter(here::has));
        // The other process cannot be asked; the slowest of them looks every second.
        Pause.of(REST);
    }

    /** Publishes for that long; gives the moment after the commit of each, by number. */
    private Map<Long, Long> publish(AxonLog log, Duration duration) {
        var committed = new LinkedHashMap<Long, Long>();
        long end = System.nanoTime() + duration.toNanos();
        long due = System.nanoTime();
        while (due < end) {
            long wait = due - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = due - System.nanoTime();
            }
            long number = ++numbers;
            publish(log, number);
            committed.put(number, Sightings.now());
            due += (long) (-Math.log(1 - moments.nextDouble()) / PER_SECOND * NANOSECONDS_IN_SECOND);
        }
        return committed;
    }

    private static void publish(AxonLog log, long number) {
        var stream = "account/" + number;
        var event = new GenericDomainEventMessage<>(
                Postings.STREAM_TYPE, stream, 0, Postings.posted(number, stream), Postings.METADATA);
        var unit = DefaultUnitOfWork.startAndGet(event);
        unit.attachTransaction(log.commandTransactions());
        log.eventStore().publish(event);
        unit.commit();
    }

    /** A handler that is told before the writer is has no lag. */
    private static Measured lags(Map<Long, Long> committed, Sightings seen) {
        var missing =
                committed.keySet().stream().filter(number -> !seen.has(number)).count();
        if (missing > 0) {
            throw new BenchmarkFailed("%d of %d events did not arrive".formatted(missing, committed.size()));
        }
        var lags = LongStream.builder();
        committed.forEach((number, at) -> {
            long arrived = seen.all().getOrDefault(number, at);
            lags.add(Math.max(0, arrived - at) * NANOSECONDS_IN_MICROSECOND);
        });
        return new Measured(1, lags.build().toArray());
    }

    @Override
    public void print(Setting setting) {
        var out = setting.out();
        out.printf(
                "lag from commit to handler, %d events a second, batches of up to %d; pooled: %d segments%n",
                PER_SECOND, BATCH, SEGMENTS);
        var table =
                new Table("", "same JVM p50 ms", "p99 ms", "second JVM p50 ms", "p99 ms", "rounds, second JVM p99 ms");
        for (var follower : sameJvm.contenders()) {
            table.row(
                    follower,
                    sameJvm.milliseconds(follower, MEDIAN),
                    sameJvm.milliseconds(follower, ALMOST_ALL),
                    secondJvm.milliseconds(follower, MEDIAN),
                    secondJvm.milliseconds(follower, ALMOST_ALL),
                    secondJvm.all(follower, ALMOST_ALL));
        }
        table.print(out);
    }

    @Override
    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        Map.of("same_jvm", sameJvm, "second_jvm", secondJvm).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(place -> place.getValue().contenders().forEach(follower -> {
                    var name = "log.lag." + place.getKey()
                            + (follower.equals(Follower.OURS.label()) ? "" : "." + follower);
                    figures.add(new Figure(name + ".p50", place.getValue().milliseconds(follower, MEDIAN), "ms"));
                    figures.add(new Figure(name + ".p99", place.getValue().milliseconds(follower, ALMOST_ALL), "ms"));
                }));
        return figures;
    }
}
