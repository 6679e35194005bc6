// Cutting is paid for by the minute of a machine. So it is measured through the whole program, from the request to the
// clip,
// beside the ffmpeg work that nobody can do without.
package org.backlot.bench.clips;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Figure;
import org.backlot.bench.Folders;
import org.backlot.bench.Machine;
import org.backlot.bench.Median;
import org.backlot.bench.Program;
import org.backlot.bench.Table;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.FfmpegSearch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./backlot bench clips}: analysis and render of a recording in its own time, and fifty jobs at once. */
@Command(
        name = "clips",
        description = "Analysis and render of a recording, beside the same ffmpeg work by hand; fifty jobs at once.",
        mixinStandardHelpOptions = true)
public final class ClipsBenchmark implements Callable<Integer> {
    private static final List<String> QUESTIONS = List.of("render", "jobs");
    private static final int SMALL_SECONDS = 6;
    private static final int DIFFERENT = 5;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of one job (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long the large recording is (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--seed", defaultValue = "1", description = "Of the recordings (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--only", split = ",", description = "Some of the questions: render, jobs (default: all).")
    private List<String> only = QUESTIONS;

    @Option(
            names = "--data",
            description = "A new folder for the program's data, deleted at the end (default: bench/target/clips).")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<Round> measured = new ArrayList<>();
    private Optional<FiftyJobs> fifty = Optional.empty();

    /** What was measured in one round. */
    private record Round(CutOnce ours, ByHand.Done fewest, ByHand.Done all) {
        double timeOf(ByHand.Done hand) {
            return (double) ours.render().toMillis() / hand.time().toMillis();
        }

        double processorsOf(ByHand.Done hand) {
            return (double) ours.processors().toMillis() / hand.processors().toMillis();
        }
    }

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
                .orElse(checkout.resolve("bench/target/clips"))
                .toAbsolutePath();
        Folders.delete(work);
        var folder = Files.createDirectories(work.resolve("material"));
        var ffmpeg = new FfmpegSearch(System.getenv(), work.resolve("programs")).find();
        var tap = FfmpegTap.before(ffmpeg.program(), work.resolve("tap"));
        var material = new Material(new FfmpegRunner(ffmpeg), checkout, folder);
        tell(out, "making recordings of %d s at 1080p and of a few seconds".formatted(seconds));
        var recording = material.large(seed, seconds);
        var captions = material.captions(seconds);
        var small = only.contains("jobs")
                ? material.small(seed, SMALL_SECONDS, FiftyJobs.count(), DIFFERENT)
                : List.<Path>of();
        var settings = new HashMap<>(Program.NO_LIMITS);
        // Places are given as they always are; but whoever sends thirty at once is not turned away.
        settings.put("backlot.clips.waiting-per-workspace", "50");
        var environment = Map.of(FfmpegSearch.CONFIGURED, tap.program().toString());
        try (var program = Program.start(checkout, work.resolve("data"), settings, environment)) {
            var database = DatabaseServer.in(work.resolve("data"));
            database.requireDurable();
            Machine.describe(out, database, work);
            out.printf("ffmpeg %s%n", ffmpeg.version());
            tell(out, "one job that is not measured, to warm up and to hear what a render does");
            tap.listen();
            CutOnce.by("round0", program, recording, captions, folder.resolve("round0.mp4"));
            tap.hearNoMore();
            var hand = tap.ofTheClip();
            requireUsual(hand);
            if (only.contains("render")) {
                for (int round = 1; round <= rounds; round++) {
                    round(out, round, program, recording, captions, hand);
                }
            }
            if (only.contains("jobs")) {
                tell(out, "%d jobs at once".formatted(FiftyJobs.count()));
                fifty = Optional.of(FiftyJobs.run(program, database, small));
            }
        }
        Folders.delete(work);
        print(out);
        figures().forEach(figure -> out.println(figure.line()));
        out.flush();
        return 0;
    }

    private static void requireUsual(ByHand hand) {
        if (!hand.followsTheFace() || !hand.hasCaptions()) {
            throw new BenchmarkFailed(
                    "the clip has no moving window or no captions: it would be less than the usual work");
        }
    }

    /** Each in its turn: ours first in one round, last in the next. */
    private void round(
            PrintWriter out, int round, Program program, Material.Recording recording, Path captions, ByHand hand)
            throws IOException {
        var picture = recording.file().resolveSibling("round" + round + ".mp4");
        CutOnce cut;
        ByHand.Done few;
        ByHand.Done all;
        if (round % 2 == 1) {
            cut = CutOnce.by("round" + round, program, recording, captions, picture);
            few = hand.fewestRuns();
            all = hand.allRuns();
        } else {
            all = hand.allRuns();
            few = hand.fewestRuns();
            cut = CutOnce.by("round" + round, program, recording, captions, picture);
        }
        if (Files.mismatch(all.clip(), cut.picture()) >= 0) {
            throw new BenchmarkFailed("by hand came out another clip than the worker's");
        }
        measured.add(new Round(cut, few, all));
        tell(
                out,
                "round %d: analysis %s and render %s of real time; render in s: ours %s, by hand %s, all runs by hand %s"
                        .formatted(
                                round,
                                Figure.rounded(cut.analysisOfRealTime()),
                                Figure.rounded(cut.renderOfRealTime()),
                                Figure.rounded(seconds(cut.render())),
                                Figure.rounded(seconds(few.time())),
                                Figure.rounded(seconds(all.time()))));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private double median(ToDoubleFunction<Round> of) {
        return Median.of(measured, of);
    }

    private void print(PrintWriter out) {
        if (!measured.isEmpty()) {
            var first = measured.getFirst().ours();
            out.printf(
                    "%none clip of %s s from a recording of %s s; medians of the rounds%n",
                    Figure.rounded(seconds(first.clip())), Figure.rounded(seconds(first.recording())));
            var table = new Table("", "s", "s of processors", "rounds, s");
            first.steps()
                    .keySet()
                    .forEach(kind -> row(
                            table,
                            kind,
                            "",
                            round -> seconds(round.ours().steps().getOrDefault(kind, Duration.ZERO))));
            row(table, "analysis, all of it", "", round -> seconds(round.ours().analysis()));
            row(
                    table,
                    "render, ours",
                    Figure.rounded(median(round -> seconds(round.ours().processors()))),
                    round -> seconds(round.ours().render()));
            row(
                    table,
                    "render, by hand",
                    Figure.rounded(median(round -> seconds(round.fewest().processors()))),
                    round -> seconds(round.fewest().time()));
            row(
                    table,
                    "render, all runs by hand",
                    Figure.rounded(median(round -> seconds(round.all().processors()))),
                    round -> seconds(round.all().time()));
            table.print(out);
        }
        fifty.ifPresent(jobs -> jobs.print(out));
        out.println();
    }

    private void row(Table table, String name, String processors, ToDoubleFunction<Round> of) {
        table.row(
                name,
                median(of),
                processors,
                measured.stream()
                        .map(round -> Figure.rounded(of.applyAsDouble(round)))
                        .collect(Collectors.joining(" ")));
    }

    private List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        if (!measured.isEmpty()) {
            figures.add(
                    new Figure("clips.analysis", median(round -> round.ours().analysisOfRealTime()), "ratio"));
            figures.add(new Figure("clips.render", median(round -> round.ours().renderOfRealTime()), "ratio"));
            figures.add(ratio("clips.render.vs_ffmpeg", round -> round.timeOf(round.fewest())));
            figures.add(ratio("clips.render.cpu_vs_ffmpeg", round -> round.processorsOf(round.fewest())));
            figures.add(ratio("clips.render.vs_all_runs", round -> round.timeOf(round.all())));
            figures.add(ratio("clips.render.cpu_vs_all_runs", round -> round.processorsOf(round.all())));
        }
        fifty.ifPresent(jobs -> figures.addAll(jobs.figures()));
        return figures;
    }

    private Figure ratio(String name, ToDoubleFunction<Round> of) {
        return new Figure(name, median(of), "ratio");
    }

    private static void tell(PrintWriter out, String what) {
        out.println("... " + what);
        out.flush();
    }
}
