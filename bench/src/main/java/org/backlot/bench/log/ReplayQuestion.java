package org.backlot.bench.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Figure;
import org.backlot.bench.Measured;
import org.backlot.bench.Table;

/** How many events a second does a replay handle, with a handler that does nothing and with a ledger? */
final class ReplayQuestion implements Question {
    private static final String OURS = "replay_ours";
    private static final String STOCK = "replay_axon";
    private static final int CONNECTIONS = 10;
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Rounds nothing = new Rounds();
    private final Rounds ledger = new Rounds();
    private int replays;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public void measure(Setting setting) {
        setting.tell("filling both logs with %d events".formatted(setting.events()));
        Follower.OURS.open(setting.server(), OURS, STOCK, CONNECTIONS).close();
        Follower.STOCK_POOLED.open(setting.server(), OURS, STOCK, CONNECTIONS).close();
        Filling.ledger(setting.server(), setting.events()).ours(OURS);
        Filling.ledger(setting.server(), setting.events()).stock(STOCK);
        setting.tell("warming up with a tenth of them");
        long tenth = Math.max(1, setting.events() / 10);
        for (var raw : RawCursor.values()) {
            raw.read(setting.server(), OURS, tenth);
        }
        for (var follower : Follower.values()) {
            replay(setting, tenth, follower, (_, _) -> {});
            replay(setting, tenth, follower, Ledger.empty(setting.server()));
        }
        for (int round = 1; round <= setting.rounds(); round++) {
            for (var raw : Setting.turns(List.of(RawCursor.values()), round)) {
                nothing.add(raw.label(), raw.read(setting.server(), OURS, setting.events()));
            }
            for (var follower : Setting.turns(List.of(Follower.values()), round)) {
                nothing.add(follower.label(), replay(setting, setting.events(), follower, (_, _) -> {}));
                ledger.add(
                        follower.label(), replay(setting, setting.events(), follower, Ledger.empty(setting.server())));
                Ledger.require(setting.server(), setting.events());
            }
            setting.tell("round %d, events per second: no-op %s; ledger %s"
                    .formatted(round, nothing.latest(), ledger.latest()));
        }
    }

    private Measured replay(Setting setting, long events, Follower follower, Projection projection) {
        var done = new CountDownLatch(1);
        var handled = new AtomicLong();
        var manner = new Follower.Manner("replay_" + ++replays, false, BATCH, 1);
        try (var log = follower.open(setting.server(), OURS, STOCK, CONNECTIONS)) {
            long began = System.nanoTime();
            try (var _ = follower.start(log, manner, projection, batch -> {
                if (handled.addAndGet(batch) >= events) {
                    done.countDown();
                }
            })) {
                if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new BenchmarkFailed("%s has handled %d of %d events in %d minutes"
                            .formatted(follower.label(), handled.get(), events, PATIENCE.toMinutes()));
                }
                return Measured.of(events, Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }

    @Override
    public void print(Setting setting) {
        var out = setting.out();
        out.printf("replay of %d events, batches of up to %d, one segment, one thread%n", setting.events(), BATCH);
        var table = new Table("", "handler", "per second", "vs raw", "rounds");
        rows(table, "no-op", nothing);
        rows(table, "ledger", ledger);
        table.print(out);
    }

    private void rows(Table table, String handler, Rounds rounds) {
        for (var contender : rounds.contenders()) {
            table.row(
                    contender,
                    handler,
                    rounds.perSecond(contender),
                    rounds.perSecond(contender) / nothing.perSecond(RawCursor.RAW.label()),
                    rounds.rates(contender));
        }
    }

    @Override
    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        rates(figures, "log.replay.", nothing);
        for (var raw : RawCursor.values()) {
            figures.add(new Figure(
                    "log.replay.vs_" + raw.label(),
                    nothing.perSecond(Follower.OURS.label()) / nothing.perSecond(raw.label()),
                    "ratio"));
        }
        figures.add(new Figure("log.replay.vs_stock", vsStock(nothing), "ratio"));
        rates(figures, "log.replay.ledger.", ledger);
        figures.add(new Figure("log.replay.ledger.vs_stock", vsStock(ledger), "ratio"));
        return figures;
    }

    private static void rates(List<Figure> figures, String name, Rounds rounds) {
        rounds.contenders()
                .forEach(contender ->
                        figures.add(new Figure(name + contender, rounds.perSecond(contender), "per_second")));
    }

    /** The faster of Axon's two processors is the one to beat. */
    private static double vsStock(Rounds rounds) {
        return rounds.perSecond(Follower.OURS.label())
                / Math.max(
                        rounds.perSecond(Follower.STOCK_POOLED.label()),
                        rounds.perSecond(Follower.STOCK_TRACKING.label()));
    }
}
