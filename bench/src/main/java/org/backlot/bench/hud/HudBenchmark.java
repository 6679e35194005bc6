// A HUD that lags the camera is worse than none. So it is measured from where the camera is told to roll to the last
// device that shows it, from outside, beside what people would otherwise use.
package org.backlot.bench.hud;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.CommandLoad;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Figure;
import org.backlot.bench.Floor;
import org.backlot.bench.Folders;
import org.backlot.bench.Machine;
import org.backlot.bench.Median;
import org.backlot.bench.NodeScript;
import org.backlot.bench.Pause;
import org.backlot.bench.Person;
import org.backlot.bench.Program;
import org.backlot.bench.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./backlot bench hud}: from the roll to the last device, and what it costs, beside socket.io. */
@Command(
        name = "hud",
        description = "From roll and cut to the last device of the unit, beside socket.io with Redis.",
        mixinStandardHelpOptions = true)
public final class HudBenchmark implements Callable<Integer> {
    private static final List<String> QUESTIONS =
            List.of("unit", "rolls", "heartbeat", "overload", "clock", "chaos", "broadcast");
    private static final int UNIT = 200;
    private static final List<Integer> CROWDS = List.of(1000, 5000);
    private static final int PER_SECOND = 10;
    private static final int BEATEN = 2000;
    private static final int LEADS = 10;
    private static final int UNITS_EACH = 500;
    private static final int CLIENTS = 16;
    private static final Duration BUSY = Duration.ofSeconds(90);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final int WARM_UP_PER_SECOND = 40;
    /** A clock drifts slowly and is put right seldom, and a beat goes on and on: so many turns show it. */
    private static final int LONG = 6;

    private static final double MEDIAN = 0.5;
    private static final double ALMOST_ALL = 0.99;
    private static final double NEARLY_EVERY = 0.999;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long a turn lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--only",
            split = ",",
            description = "Some of the questions: unit, rolls, heartbeat, overload, clock, chaos, broadcast"
                    + " (default: all).")
    private List<String> only = QUESTIONS;

    @Option(
            names = "--data",
            description = "A new folder for the program's data, deleted at the end (default: bench/target/hud). It"
                    + " should be on the disk that is to be measured.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, List<Broadcast>> measured = new LinkedHashMap<>();
    private int leads;
    private final List<Rolls> rolled = new ArrayList<>();
    private final List<Heartbeats> beaten = new ArrayList<>();
    private final List<Overload> overloaded = new ArrayList<>();
    private final List<ClockErrors> looked = new ArrayList<>();
    private final List<Chaos> survived = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (!QUESTIONS.containsAll(only)) {
            throw new BenchmarkFailed("the questions are " + String.join(", ", QUESTIONS));
        }
        var out = spec.commandLine().getOut();
        var checkout = Path.of(System.getProperty("backlot.checkout", "."))
                .toAbsolutePath()
                .normalize();
        var work = Optional.ofNullable(data)
                .orElse(checkout.resolve("bench/target/hud"))
                .toAbsolutePath();
        Folders.delete(work);
        Files.createDirectories(work);
        var folder = work.resolve("data");
        try (var program = Program.start(checkout, folder, Program.NO_LIMITS)) {
            var database = DatabaseServer.in(folder);
            database.requireDurable();
            Machine.describe(out, database, folder);
            measure(out, checkout, program, database);
        }
        Folders.delete(work);
        print(out);
        figures().forEach(figure -> out.println(figure.line()));
        out.flush();
        return 0;
    }

    private void measure(PrintWriter out, Path checkout, Program program, DatabaseServer database) throws IOException {
        tell(out, "warming up: %d s of commands, %d s of devices".formatted(BUSY.toSeconds(), 2 * WARM_UP.toSeconds()));
        warmUp(program);
        for (boolean bySocket : List.of(false, true)) {
            try (var channel = channel(program, database)) {
                Broadcast.run(channel, UNIT, WARM_UP_PER_SECOND, WARM_UP, bySocket);
            }
        }
        if (only.contains("unit")) {
            for (int round = 1; round <= rounds; round++) {
                unit(out, round, program, database);
            }
        }
        if (only.contains("rolls")) {
            for (int round = 1; round <= rounds; round++) {
                rolls(out, round, program, database);
            }
        }
        if (only.contains("heartbeat")) {
            for (int round = 1; round <= rounds; round++) {
                heartbeat(out, round, program, database);
            }
        }
        if (only.contains("overload")) {
            for (int round = 1; round <= rounds; round++) {
                overloaded.add(
                        Overload.run(() -> channel(program, database), UNIT, PER_SECOND, Duration.ofSeconds(seconds)));
                tell(
                        out,
                        "round %d, overload: %s"
                                .formatted(round, overloaded.getLast().summary()));
            }
        }
        if (only.contains("clock")) {
            clock(out, checkout, program);
        }
        if (only.contains("chaos")) {
            for (int round = 1; round <= rounds; round++) {
                survived.add(Chaos.run(
                        program, checkout, database, floor(program), UNIT, PER_SECOND, Duration.ofSeconds(seconds)));
                tell(
                        out,
                        "round %d, chaos: %s"
                                .formatted(round, survived.getLast().summary()));
            }
        }
        if (only.contains("broadcast")) {
            var script = NodeScript.install(
                    checkout.resolve("bench/src/main/node/socketio"),
                    checkout.resolve("bench/target/socketio"),
                    "set.mjs");
            if (script.isEmpty()) {
                tell(out, "Node or npm is missing: going on without socket.io");
            }
            var told = sample(program, database);
            script.ifPresent(peer -> socketIo(program, peer, told, UNIT, WARM_UP));
            for (int round = 1; round <= rounds; round++) {
                for (int count : CROWDS) {
                    crowd(out, round, count, program, database, script, told);
                }
            }
        }
    }

    /**
     * So that the program's code is compiled, as it is when a set has been at work for a while. Ten changes a second would
     * take five minutes for it.
     */
    private void warmUp(Program program) {
        var lead = Person.joins(program.address(), "lead" + ++leads + "@bench.example");
        try (lead) {
            new CommandLoad(program.address()).run(CLIENTS, BUSY, Floor.open(List.of(lead), CLIENTS));
        }
    }

    private void rolls(PrintWriter out, int round, Program program, DatabaseServer database) {
        tell(out, "opening %d units".formatted(LEADS * UNITS_EACH));
        var crew = IntStream.range(0, LEADS)
                .mapToObj(_ -> Person.joins(program.address(), "lead" + ++leads + "@bench.example"))
                .toList();
        try {
            var all = Rolls.run(program, database, Floor.open(crew, UNITS_EACH));
            rolled.add(all);
            tell(
                    out,
                    "round %d, %d units rolled within a second: all told after %s s, p99 %s ms, %d were asked to try again"
                            .formatted(
                                    round,
                                    all.untilTold().count(),
                                    Figure.rounded(all.untilTold().seconds()),
                                    Figure.rounded(all.untilTold().milliseconds(ALMOST_ALL)),
                                    all.sentAgain()));
        } finally {
            crew.forEach(Person::close);
        }
    }

    private void heartbeat(PrintWriter out, int round, Program program, DatabaseServer database) throws IOException {
        try (var channel = channel(program, database)) {
            var heard = Heartbeats.run(channel, BEATEN, Duration.ofSeconds((long) seconds * LONG));
            beaten.add(heard);
            tell(
                    out,
                    "round %d, %d devices, 24 beats a second: %d beats, %d late by more than a frame, %d missing"
                            .formatted(round, BEATEN, heard.lateness().count(), heard.late(), heard.missing()));
        }
    }

    private void clock(PrintWriter out, Path checkout, Program program) {
        var script = NodeScript.lying(checkout.resolve("bench/src/main/node/clock"), "devices.mjs");
        if (script.isEmpty()) {
            tell(out, "Node is missing: going on without the clock");
            return;
        }
        for (int round = 1; round <= rounds; round++) {
            var errors = ClockErrors.run(
                    program, floor(program), script.get(), Duration.ofSeconds((long) seconds * LONG), round);
            looked.add(errors);
            tell(out, "round %d, clock: %s".formatted(round, errors.summary()));
        }
    }

    private void unit(PrintWriter out, int round, Program program, DatabaseServer database) throws IOException {
        var duration = Duration.ofSeconds(seconds);
        add("unit" + UNIT, ours(program, database, UNIT, duration, false));
        add("unit" + UNIT + ".socket", ours(program, database, UNIT, duration, true));
        tell(
                out,
                "round %d, %d devices, p99 to the last one in ms: by REST %s, by the socket %s"
                        .formatted(round, UNIT, latest("unit" + UNIT), latest("unit" + UNIT + ".socket")));
    }

    private void crowd(
            PrintWriter out,
            int round,
            int count,
            Program program,
            DatabaseServer database,
            Optional<NodeScript> script,
            String told)
            throws IOException {
        var duration = Duration.ofSeconds(seconds);
        var name = "broadcast" + count;
        boolean oursFirst = round % 2 == 1;
        if (oursFirst) {
            add(name + ".ours", ours(program, database, count, duration, false));
        }
        script.ifPresent(peer -> add(name + ".socketio", socketIo(program, peer, told, count, duration)));
        if (!oursFirst) {
            add(name + ".ours", ours(program, database, count, duration, false));
        }
        tell(
                out,
                "round %d, %d devices, %d changes a second, p99 in ms: ours %s%s"
                        .formatted(
                                round,
                                count,
                                PER_SECOND,
                                latest(name + ".ours"),
                                script.isPresent() ? ", socket.io " + latest(name + ".socketio") : ""));
    }

    private Broadcast ours(Program program, DatabaseServer database, int count, Duration duration, boolean bySocket)
            throws IOException {
        try (var channel = channel(program, database)) {
            return Broadcast.run(channel, count, PER_SECOND, duration, bySocket);
        }
    }

    private OurChannel channel(Program program, DatabaseServer database) throws IOException {
        return new OurChannel(program, database, floor(program));
    }

    /** A new unit each time, with somebody new to lead it: no history grows, and no token ends. */
    private Floor floor(Program program) {
        try (var lead = Person.joins(program.address(), "lead" + ++leads + "@bench.example")) {
            return Floor.open(List.of(lead), 1).getFirst();
        }
    }

    private static Broadcast socketIo(Program program, NodeScript script, String told, int count, Duration duration) {
        try (var channel = SocketIoChannel.start(program, script, told)) {
            return Broadcast.run(channel, count, PER_SECOND, duration, false);
        } catch (IOException failure) {
            throw new BenchmarkFailed("socket.io does not answer: " + failure, failure);
        }
    }

    /** What a device of ours is told of a roll, so that the other sends the same. */
    private String sample(Program program, DatabaseServer database) throws IOException {
        var told = new AtomicReference<@Nullable String>();
        try (var channel = channel(program, database);
                var _ = Devices.connect(1, channel::connect, (_, _, frame, from, length) -> {
                    if (channel.meaning(frame, from, length) == LiveChannel.Meaning.CHANGE) {
                        told.compareAndSet(null, new String(frame, from, length, StandardCharsets.UTF_8));
                    }
                })) {
            // Whether the device has joined by then or not: the state after the join says the same, without the take.
            return Pause.until("what a roll looks like", () -> {
                try {
                    channel.change();
                } catch (IOException failure) {
                    throw new BenchmarkFailed("the camera does not roll: " + failure, failure);
                }
                return Optional.ofNullable(told.get());
            });
        }
    }

    private void add(String name, Broadcast broadcast) {
        measured.computeIfAbsent(name, _ -> new ArrayList<>()).add(broadcast);
    }

    private String latest(String name) {
        var rounds = measured.getOrDefault(name, List.of());
        return Figure.rounded(at(name, ALMOST_ALL).applyAsDouble(rounds.getLast()));
    }

    private double median(String name, ToDoubleFunction<Broadcast> of) {
        return Median.of(measured.getOrDefault(name, List.of()), of);
    }

    private void print(PrintWriter out) {
        out.printf(
                "%nfrom the moment a roll or cut is due, %d a second; unit: to the last device, broadcast: to each; medians"
                        + " of the rounds%n",
                PER_SECOND);
        var table =
                new Table("", "p50 ms", "p99 ms", "p99.9 ms", "µs of processors per update", "MB", "rounds, p99 ms");
        measured.forEach((name, broadcasts) -> table.row(
                name,
                median(name, at(name, MEDIAN)),
                median(name, at(name, ALMOST_ALL)),
                median(name, at(name, NEARLY_EVERY)),
                median(name, HudBenchmark::microseconds),
                median(name, Broadcast::residentMegabytes),
                broadcasts.stream()
                        .map(each -> Figure.rounded(at(name, ALMOST_ALL).applyAsDouble(each)))
                        .collect(Collectors.joining(" "))));
        if (!measured.isEmpty()) {
            table.print(out);
        }
        if (!beaten.isEmpty()) {
            out.printf("%nheartbeat: %d devices on one unit, 24 beats a second each; medians of the rounds%n", BEATEN);
            var beats = new Table("", "beats", "late", "missing", "p50 ms", "p99 ms", "µs of processors per beat");
            beats.row(
                    "heartbeat",
                    Median.of(beaten, beat -> beat.lateness().count()),
                    Median.of(beaten, Heartbeats::late),
                    Median.of(beaten, Heartbeats::missing),
                    Median.of(beaten, beat -> beat.lateness().milliseconds(MEDIAN)),
                    Median.of(beaten, beat -> beat.lateness().milliseconds(ALMOST_ALL)),
                    Median.of(beaten, beat -> beat.processorTime().toNanos() / 1e3));
            beats.print(out);
        }
        out.println();
    }

    /** Of a unit the last device counts, of a crowd each. */
    private static ToDoubleFunction<Broadcast> at(String name, double share) {
        return name.startsWith("unit")
                ? broadcast -> broadcast.toTheLast().milliseconds(share)
                : broadcast -> broadcast.toEach().milliseconds(share);
    }

    private static double microseconds(Broadcast broadcast) {
        return broadcast.processorTime().toNanos() / 1e3;
    }

    private List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        measured.keySet().forEach(name -> {
            figures.add(new Figure("hud." + name + ".p50", median(name, at(name, MEDIAN)), "ms"));
            figures.add(new Figure("hud." + name + ".p99", median(name, at(name, ALMOST_ALL)), "ms"));
            figures.add(new Figure("hud." + name + ".p999", median(name, at(name, NEARLY_EVERY)), "ms"));
            figures.add(new Figure("hud." + name + ".cpu_per_update", median(name, HudBenchmark::microseconds), "us"));
            figures.add(new Figure("hud." + name + ".memory", median(name, Broadcast::residentMegabytes), "MB"));
        });
        if (!rolled.isEmpty()) {
            var name = "hud.rolls" + LEADS * UNITS_EACH;
            figures.add(new Figure(
                    name + ".p50", Median.of(rolled, all -> all.untilTold().milliseconds(MEDIAN)), "ms"));
            figures.add(new Figure(
                    name + ".p99", Median.of(rolled, all -> all.untilTold().milliseconds(ALMOST_ALL)), "ms"));
            figures.add(
                    new Figure(name, Median.of(rolled, all -> all.untilTold().perSecond()), "per_second"));
        }
        if (!beaten.isEmpty()) {
            figures.add(new Figure("hud.heartbeat.late", Median.of(beaten, Heartbeats::late), "beats"));
            figures.add(new Figure("hud.heartbeat.missing", Median.of(beaten, Heartbeats::missing), "beats"));
            figures.add(new Figure(
                    "hud.heartbeat.p99",
                    Median.of(beaten, beat -> beat.lateness().milliseconds(ALMOST_ALL)),
                    "ms"));
            figures.add(new Figure(
                    "hud.heartbeat.cpu_per_beat",
                    Median.of(beaten, beat -> beat.processorTime().toNanos() / 1e3),
                    "us"));
        }
        if (!overloaded.isEmpty()) {
            figures.addAll(Overload.figures(overloaded));
        }
        if (!looked.isEmpty()) {
            figures.addAll(ClockErrors.figures(looked));
        }
        if (!survived.isEmpty()) {
            figures.addAll(Chaos.figures(survived));
        }
        double cpu = 0;
        for (int count : CROWDS) {
            var ours = "broadcast" + count + ".ours";
            var theirs = "broadcast" + count + ".socketio";
            if (measured.containsKey(theirs)) {
                figures.add(new Figure(
                        "hud.broadcast" + count + ".p99.vs_socketio",
                        median(ours, at(ours, ALMOST_ALL)) / median(theirs, at(theirs, ALMOST_ALL)),
                        "ratio"));
                cpu = Math.max(
                        cpu, median(ours, HudBenchmark::microseconds) / median(theirs, HudBenchmark::microseconds));
            }
        }
        if (cpu > 0) {
            // The worse of the two crowds.
            figures.add(new Figure("hud.cpu_per_update.vs_socketio", cpu, "ratio"));
        }
        return figures;
    }

    private static void tell(PrintWriter out, String what) {
        out.println("... " + what);
        out.flush();
    }
}
