package org.backlot.bench.log;

import java.util.ArrayList;
import java.util.List;
import org.backlot.bench.Figure;
import org.backlot.bench.Table;

/**
 * How many commands a second, each of which loads an account of twenty events and adds one? Once with accounts that nobody
 * has loaded before, once with accounts that come again, as when people work on the same things for a while.
 */
final class CommandQuestion implements Question {
    static final int CLIENTS = 32;
    static final int HISTORY = 20;

    private static final String OURS = CommandLog.Kind.OURS.label();
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    private final Rounds first = new Rounds();
    private final Rounds returning = new Rounds();
    private final List<String> descriptions = new ArrayList<>();

    @Override
    public String name() {
        return "command";
    }

    @Override
    public void measure(Setting setting) {
        var logs = new ArrayList<CommandLog>();
        try {
            for (var kind : CommandLog.Kind.values()) {
                var log = new CommandLog(kind, setting.server());
                logs.add(log);
                setting.tell("trying what suits the commands of " + kind.label() + " best");
                log.tune(setting.trial());
            }
            for (int round = 1; round <= setting.rounds(); round++) {
                for (var log : Setting.turns(logs, round)) {
                    if (log.kind() != CommandLog.Kind.AXON_CACHED) {
                        first.add(log.kind().label(), log.first(setting.each()));
                    }
                    returning.add(log.kind().label(), log.returning(setting.each()));
                }
                setting.tell("round %d, commands per second: first %s; returning %s"
                        .formatted(round, first.latest(), returning.latest()));
            }
            logs.forEach(CommandLog::requireNothingLost);
            logs.forEach(log -> descriptions.add(log.description()));
        } finally {
            logs.forEach(CommandLog::close);
        }
    }

    @Override
    public void print(Setting setting) {
        var out = setting.out();
        out.printf("commands through Axon, %d clients, accounts of %d events and more%n", CLIENTS, HISTORY);
        descriptions.forEach(description -> out.println("  " + description));
        var table = new Table("", "accounts", "per second", "p50 ms", "p99 ms", "rounds");
        rows(table, "never loaded before", first);
        rows(table, "returning", returning);
        table.print(out);
    }

    private static void rows(Table table, String accounts, Rounds rounds) {
        for (var contender : rounds.contenders()) {
            table.row(
                    contender,
                    accounts,
                    rounds.perSecond(contender),
                    rounds.milliseconds(contender, MEDIAN),
                    rounds.milliseconds(contender, ALMOST_ALL),
                    rounds.rates(contender));
        }
    }

    @Override
    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        figures("log.command" + CLIENTS + ".", figures, first);
        figures("log.command" + CLIENTS + ".returning.", figures, returning);
        return figures;
    }

    private static void figures(String name, List<Figure> figures, Rounds rounds) {
        for (var contender : rounds.contenders()) {
            figures.add(new Figure(name + contender, rounds.perSecond(contender), "per_second"));
            figures.add(new Figure(name + contender + ".p99", rounds.milliseconds(contender, ALMOST_ALL), "ms"));
            if (!contender.equals(OURS)) {
                figures.add(new Figure(
                        name + "vs_" + contender, rounds.perSecond(OURS) / rounds.perSecond(contender), "ratio"));
                figures.add(new Figure(
                        name + "p99.vs_" + contender,
                        rounds.milliseconds(OURS, ALMOST_ALL) / rounds.milliseconds(contender, ALMOST_ALL),
                        "ratio"));
            }
        }
    }
}
