package org.backlot.bench.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Figure;
import org.backlot.bench.Pgbench;
import org.backlot.bench.Table;

/** How many events a second does a log take from 1, 32 and 128 writers, and how long does one of them wait? */
final class AppendQuestion implements Question {
    private static final List<Integer> WRITERS = List.of(1, 32, 128);
    /** Where the bars are. */
    private static final int BARRED = 32;

    private static final String SCHEMA = "append_ours";
    private static final String OURS = "ours";
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    private final Map<Integer, Rounds> measured = new LinkedHashMap<>();
    private final List<String> descriptions = new ArrayList<>();

    @Override
    public String name() {
        return "append";
    }

    @Override
    public void measure(Setting setting) {
        var logs = new ArrayList<Appends>();
        try {
            logs.add(new OurAppends(setting.server(), SCHEMA));
            logs.add(new StockAppends(setting.server(), "append_axon"));
            setting.tell("installing Emmett by npm");
            EmmettAppends.start(
                            setting.server(),
                            setting.checkout().resolve("bench/src/main/node/emmett"),
                            setting.checkout().resolve("bench/target/emmett"))
                    .ifPresentOrElse(logs::add, () -> setting.tell("Node or npm is missing: going on without Emmett"));
            var ceiling = Pgbench.installed()
                    .map(program -> new CeilingAppends(
                            setting.server(), program, setting.work().resolve("pgbench"), SCHEMA));
            if (ceiling.isEmpty()) {
                setting.tell("pgbench is missing: going on without the ceiling");
            }
            tune(setting, logs, ceiling);
            ask(setting, logs, ceiling);
            logs.forEach(log -> descriptions.add(log.name() + ": " + log.description()));
            ceiling.ifPresent(limit -> descriptions.add(CeilingAppends.NAME + ": " + limit.description()));
        } finally {
            logs.forEach(Appends::close);
        }
    }

    private static void tune(Setting setting, List<Appends> logs, Optional<CeilingAppends> ceiling) {
        for (var log : logs) {
            setting.tell("trying what suits " + log.name() + " best");
            WRITERS.forEach(writers -> log.tune(writers, setting.trial()));
        }
        ceiling.ifPresent(limit -> limit.tune(setting.trial()));
    }

    private void ask(Setting setting, List<Appends> logs, Optional<CeilingAppends> ceiling) {
        var expected = new HashMap<String, Long>();
        logs.forEach(log -> expected.put(log.name(), log.count()));
        for (int round = 1; round <= setting.rounds(); round++) {
            for (int writers : WRITERS) {
                var rounds = measured.computeIfAbsent(writers, _ -> new Rounds());
                for (var log : Setting.turns(logs, round)) {
                    var appended = log.run(writers, setting.each());
                    rounds.add(log.name(), appended);
                    expected.merge(log.name(), (long) appended.count(), Long::sum);
                }
                ceiling.ifPresent(limit -> {
                    rounds.add(CeilingAppends.NAME, limit.run(setting.each()));
                    if (writers == BARRED) {
                        rounds.add(CeilingAppends.OF_ONE, limit.ofOne(setting.each()));
                    }
                });
                setting.tell("round %d, %d writers, events per second: %s".formatted(round, writers, rounds.latest()));
            }
        }
        logs.forEach(log -> requireNothingLost(log, expected.getOrDefault(log.name(), 0L)));
    }

    private static void requireNothingLost(Appends log, long expected) {
        long found = log.count();
        if (found != expected) {
            throw new BenchmarkFailed("%s should hold %d events, and holds %d".formatted(log.name(), expected, found));
        }
    }

    @Override
    public void print(Setting setting) {
        var out = setting.out();
        out.println("appends of one event");
        descriptions.forEach(description -> out.println("  " + description));
        var table = new Table("", "writers", "per second", "p50 ms", "p99 ms", "rounds");
        measured.forEach((writers, rounds) -> {
            for (var contender : rounds.contenders()) {
                table.row(
                        contender,
                        writers,
                        rounds.perSecond(contender),
                        rounds.milliseconds(contender, MEDIAN),
                        rounds.milliseconds(contender, ALMOST_ALL),
                        rounds.rates(contender));
            }
        });
        table.print(out);
    }

    @Override
    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        measured.forEach((writers, rounds) -> {
            var rate = "log.append" + writers + ".";
            var wait = "log.p99_" + writers + ".";
            for (var contender : rounds.contenders()) {
                figures.add(new Figure(rate + contender, rounds.perSecond(contender), "per_second"));
                figures.add(new Figure(wait + contender, rounds.milliseconds(contender, ALMOST_ALL), "ms"));
            }
            for (var other : rounds.contenders()) {
                if (!other.equals(OURS)) {
                    figures.add(new Figure(
                            rate + "vs_" + other, rounds.perSecond(OURS) / rounds.perSecond(other), "ratio"));
                }
                if (!other.equals(OURS) && !other.startsWith(CeilingAppends.NAME)) {
                    figures.add(new Figure(
                            wait + "vs_" + other,
                            rounds.milliseconds(OURS, ALMOST_ALL) / rounds.milliseconds(other, ALMOST_ALL),
                            "ratio"));
                }
            }
        });
        return figures;
    }
}
