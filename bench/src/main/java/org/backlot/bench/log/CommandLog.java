package org.backlot.bench.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;

/** One contender of the commands: a log, the accounts in it, and the command bus in front of it. */
final class CommandLog implements AutoCloseable {
    /** The same number for each client. */
    private static final long FEWEST_ACCOUNTS = 100L * CommandQuestion.CLIENTS;

    private static final long MOST_ACCOUNTS = 3_000L * CommandQuestion.CLIENTS;
    private static final double RESERVE = 1.3;

    private final Kind kind;
    private final DatabaseServer server;
    private final String schema;
    private final PoolSizes pools = new PoolSizes();
    private final List<AxonLog> opened = new ArrayList<>();
    private final List<Commands> commands = new ArrayList<>();
    /** The highest yet, in commands per second. */
    private double rate;

    private long expected;
    private int filled;

    CommandLog(Kind kind, DatabaseServer server) {
        this.kind = kind;
        this.server = server;
        this.schema = "command_" + kind.label;
    }

    /** Whose log it is. */
    enum Kind {
        OURS("ours"),
        AXON("axon"),
        /** With aggregates kept in memory. */
        AXON_CACHED("axon_cached");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As its figures are called after it. */
        String label() {
            return label;
        }
    }

    Kind kind() {
        return kind;
    }

    /** Finds the best pool. */
    void tune(Duration each) {
        open(1).close();
        pools.tune(CommandQuestion.CLIENTS, size -> {
            try (var log = open(size)) {
                var tried = Commands.on(log, kind == Kind.AXON_CACHED);
                run(tried, each, FEWEST_ACCOUNTS);
                return run(tried, each, FEWEST_ACCOUNTS).perSecond();
            }
        });
    }

    /** Every command to an account that none was sent to before, as long as there are enough. */
    Measured first(Duration duration) {
        long wanted = (long) (rate * duration.toSeconds() * RESERVE);
        return run(
                commands(),
                duration,
                Math.clamp(wanted, FEWEST_ACCOUNTS, MOST_ACCOUNTS) / CommandQuestion.CLIENTS * CommandQuestion.CLIENTS);
    }

    /** Every client sends its commands to a hundred accounts of its own, again and again. */
    Measured returning(Duration duration) {
        return run(commands(), duration, FEWEST_ACCOUNTS);
    }

    private Measured run(Commands sent, Duration duration, long accounts) {
        var prefix = "f" + ++filled + "/";
        var filling = Filling.histories(server, prefix, accounts, CommandQuestion.HISTORY);
        if (kind == Kind.OURS) {
            filling.ours(schema);
        } else {
            filling.stock(schema);
        }
        var measured = sent.run(CommandQuestion.CLIENTS, duration, prefix, accounts);
        expected += accounts * CommandQuestion.HISTORY + measured.count();
        rate = Math.max(rate, measured.perSecond());
        return measured;
    }

    private Commands commands() {
        if (commands.isEmpty()) {
            var log = open(pools.best(CommandQuestion.CLIENTS));
            opened.add(log);
            commands.add(Commands.on(log, kind == Kind.AXON_CACHED));
        }
        return commands.getFirst();
    }

    private AxonLog open(int connections) {
        return kind == Kind.OURS
                ? OurLog.open(server, schema, connections)
                : StockLog.open(server, schema, connections);
    }

    void requireNothingLost() {
        var table = kind == Kind.OURS ? OurLog.table(schema) : StockLog.table(schema);
        long found = Long.parseLong(server.value("select count(*) from " + table));
        if (found != expected) {
            throw new BenchmarkFailed("%s should hold %d events, and holds %d".formatted(kind.label, expected, found));
        }
    }

    String description() {
        return kind.label + ": " + pools + (kind == Kind.OURS ? "; no snapshots are looked for" : "");
    }

    @Override
    public void close() {
        opened.forEach(AxonLog::close);
    }
}
