// Every later promise of speed hangs on what one durable command costs, so this is the first thing to be measured: on
// the machine at hand, beside what its database could do with nothing on top.
package org.backlot.bench.spine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.CommandLoad;
import org.backlot.bench.Cpu;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Figure;
import org.backlot.bench.Floor;
import org.backlot.bench.Folders;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;
import org.backlot.bench.Person;
import org.backlot.bench.Pgbench;
import org.backlot.bench.Program;
import org.backlot.bench.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./backlot bench spine}: commands per second, start-up time and memory. */
@Command(
        name = "spine",
        description = "REST commands per second beside bare inserts on the same database, start-up time, memory.",
        mixinStandardHelpOptions = true)
public final class SpineBenchmark implements Callable<Integer> {
    private static final List<Integer> CLIENTS = List.of(1, 16, 64);
    /** Where the program and the bare database are compared. */
    private static final int COMPARED_AT = 16;

    private static final int PEOPLE = 16;
    private static final int UNITS_EACH = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int STARTS = 3;
    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;

    @Option(names = "--rounds", defaultValue = "2", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long a round lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--plain-jdbc", description = "Compare with plain JDBC even where pgbench is installed.")
    private boolean plainJdbc;

    @Option(
            names = "--data",
            description = "A new folder for the program's data, deleted at the end (default: bench/target/spine). It"
                    + " should be on the disk that is to be measured.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<Integer, List<Measured>> commands = new LinkedHashMap<>();
    private final Map<Integer, List<Measured>> inserts = new LinkedHashMap<>();
    private final Map<Integer, Cpu> cpu = new LinkedHashMap<>();
    private final Map<Integer, Double> behind = new LinkedHashMap<>();
    private long acknowledged;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var checkout = Path.of(System.getProperty("backlot.checkout", "."))
                .toAbsolutePath()
                .normalize();
        var work = Optional.ofNullable(data)
                .orElse(checkout.resolve("bench/target/spine"))
                .toAbsolutePath();
        Folders.delete(work);
        Files.createDirectories(work);
        var figures = new ArrayList<Figure>();
        var folder = work.resolve("data");
        double memoryBefore;
        double memoryAfter;
        BareInserts bare;
        try (var program = Program.start(checkout, folder, Program.NO_LIMITS)) {
            var database = DatabaseServer.in(folder);
            database.requireDurable();
            BareInserts.prepare(database);
            bare = bareInserts(database, work);
            describe(out, database, bare, folder);
            memoryBefore = program.residentMegabytes();
            measure(out, program, database, bare);
            memoryAfter = program.residentMegabytes();
            requireNothingLost(database);
        }
        tell(out, "starting it again, %d times, on a log of %d events and more".formatted(STARTS, acknowledged));
        double startup = startup(checkout, folder);
        Folders.delete(work);

        print(out, bare);
        out.printf(
                Locale.ROOT,
                "%nstart-up %s s (median of %d, PostgreSQL and Redis included); memory %s MB after the start, %s MB"
                        + " after the run%n%n",
                Figure.rounded(startup),
                STARTS,
                Figure.rounded(memoryBefore),
                Figure.rounded(memoryAfter));
        CLIENTS.forEach(clients -> figures.addAll(figures("commands", clients, commands)));
        CLIENTS.forEach(clients -> figures.addAll(figures(bare.name(), clients, inserts)));
        figures.add(new Figure("spine.commands.vs_" + bare.name(), ratio(COMPARED_AT), "ratio"));
        figures.add(new Figure("spine.startup", startup, "s"));
        figures.add(new Figure("spine.memory.started", memoryBefore, "MB"));
        figures.add(new Figure("spine.memory", memoryAfter, "MB"));
        out.printf("vs_%s is taken at %d clients%n", bare.name(), COMPARED_AT);
        figures.forEach(figure -> out.println(figure.line()));
        out.flush();
        return 0;
    }

    private BareInserts bareInserts(DatabaseServer database, Path work) {
        return Pgbench.installed()
                .filter(_ -> !plainJdbc)
                .<BareInserts>map(program -> new PgbenchInserts(program, database, work.resolve("pgbench")))
                .orElseGet(() -> new JdbcInserts(database));
    }

    private void measure(PrintWriter out, Program program, DatabaseServer database, BareInserts bare) {
        tell(out, "%d people join".formatted(PEOPLE));
        var crew = Floor.crew(program.address(), PEOPLE);
        try {
            var load = new CommandLoad(program.address());
            tell(out, "warming up for %d s".formatted(WARM_UP.toSeconds()));
            acknowledged +=
                    load.run(COMPARED_AT, WARM_UP, Floor.open(crew, UNITS_EACH)).count();
            bare.run(COMPARED_AT, Duration.ofSeconds(2));
            for (int round = 1; round <= rounds; round++) {
                for (int clients : CLIENTS) {
                    round(out, round, clients, crew, load, program, database, bare);
                }
            }
        } finally {
            crew.forEach(Person::close);
        }
    }

    private void round(
            PrintWriter out,
            int round,
            int clients,
            List<Person> crew,
            CommandLoad load,
            Program program,
            DatabaseServer database,
            BareInserts bare) {
        var floors = Floor.open(crew, UNITS_EACH);
        awaitViews(database);
        var before = Cpu.now(program, database);
        var commanded = load.run(clients, Duration.ofSeconds(seconds), floors);
        cpu.merge(clients, Cpu.now(program, database).since(before), Cpu::plus);
        behind.merge(clients, awaitViews(database), Math::max);
        acknowledged += commanded.count();
        commands.computeIfAbsent(clients, _ -> new ArrayList<>()).add(commanded);
        var inserted = bare.run(clients, Duration.ofSeconds(seconds));
        inserts.computeIfAbsent(clients, _ -> new ArrayList<>()).add(inserted);
        tell(
                out,
                "round %d, %d clients: %s commands per second, %s by %s"
                        .formatted(
                                round,
                                clients,
                                Figure.rounded(commanded.perSecond()),
                                Figure.rounded(inserted.perSecond()),
                                bare.name()));
    }

    /** Waits until every follower of the log is at its head, so that it disturbs nothing; how long that took, in s. */
    private static double awaitViews(DatabaseServer database) {
        long began = System.nanoTime();
        Pause.until(
                "the views",
                () -> Optional.of(database.value("select (select min(position) from log_follower)"
                                + " >= (select position from log.head)"))
                        .filter("t"::equals));
        return (System.nanoTime() - began) / 1e9;
    }

    private void requireNothingLost(DatabaseServer database) {
        var logged = Long.parseLong(
                database.value("select count(*) from log.event where type in ('set.CameraRolled', 'set.CameraCut')"));
        if (logged != acknowledged) {
            throw new BenchmarkFailed(
                    "%d commands were acknowledged, and %d are in the log".formatted(acknowledged, logged));
        }
    }

    private static double startup(Path checkout, Path folder) {
        var times = IntStream.range(0, STARTS)
                .mapToObj(_ -> {
                    try (var program = Program.start(checkout, folder, Program.NO_LIMITS)) {
                        return program.startedIn();
                    }
                })
                .sorted()
                .toList();
        return times.get(STARTS / 2).toNanos() / 1e9;
    }

    private double ratio(int clients) {
        return together(commands, clients).perSecond()
                / together(inserts, clients).perSecond();
    }

    private static Measured together(Map<Integer, List<Measured>> all, int clients) {
        return Measured.together(all.getOrDefault(clients, List.of()));
    }

    private static List<Figure> figures(String what, int clients, Map<Integer, List<Measured>> all) {
        var name = "spine." + what + ".c" + clients;
        var measured = together(all, clients);
        return List.of(
                new Figure(name, measured.perSecond(), "per_second"),
                new Figure(name + ".p50", measured.milliseconds(MEDIAN), "ms"),
                new Figure(name + ".p99", measured.milliseconds(ALMOST_ALL), "ms"));
    }

    private void print(PrintWriter out, BareInserts bare) {
        out.println();
        var rates = new Table("", "clients", "per second", "p50 ms", "p99 ms", "rounds");
        for (var what : List.of("commands", bare.name())) {
            for (int clients : CLIENTS) {
                var all = what.equals("commands") ? commands : inserts;
                var measured = together(all, clients);
                rates.row(
                        what,
                        clients,
                        measured.perSecond(),
                        measured.milliseconds(MEDIAN),
                        measured.milliseconds(ALMOST_ALL),
                        all.getOrDefault(clients, List.of()).stream()
                                .map(each -> Figure.rounded(each.perSecond()))
                                .collect(Collectors.joining(" ")));
            }
        }
        rates.print(out);

        out.printf("%nprocessor time of one command in ms, and how long the views took to catch up with a round%n");
        var shares = new Table("clients", "vs " + bare.name(), "program", "PostgreSQL", "Redis", "clients", "views s");
        for (int clients : CLIENTS) {
            var used = cpu.getOrDefault(clients, Cpu.NONE);
            int count = together(commands, clients).count();
            shares.row(
                    clients,
                    ratio(clients),
                    each(used.program(), count),
                    each(used.database(), count),
                    each(used.redis(), count),
                    each(used.load(), count),
                    behind.getOrDefault(clients, 0.0));
        }
        shares.print(out);
    }

    private static double each(Duration all, int count) {
        return all.toNanos() / 1e6 / count;
    }

    private static void describe(PrintWriter out, DatabaseServer database, BareInserts bare, Path folder)
            throws IOException {
        out.printf(
                "%d processors, %s %s; Java %s; PostgreSQL %s, synchronous_commit=on, data on %s; bare inserts: %s%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                database.value("show server_version"),
                Files.getFileStore(folder).type(),
                bare.description());
    }

    private static void tell(PrintWriter out, String what) {
        out.println("... " + what);
        out.flush();
    }
}
