package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.RebuildProgress;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.shared.Rejection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code backlot replay PROJECTION}: rebuilds a view from the log beside the live one, compares and swaps. Asks the
 * program that runs on the data folder, or starts one for as long as it takes.
 */
@Command(name = "replay", description = "Rebuild one projection from the log beside the live one, compare, swap.")
final class ReplayCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Mixin
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "PROJECTION", description = "Its name, for example ledger.")
    private String projection = "";

    @Option(names = "--compare-only", description = "Leave the live one in place.")
    private boolean compareOnly;

    @Option(names = "--cancel", description = "End a rebuild that runs, and forget what it has done.")
    private boolean cancel;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var program = RunningProgram.on(options.data());
        if (program.isPresent()) {
            try {
                return cancel ? cancelIn(program.get()) : ask(program.get());
            } catch (ConnectException nobodyThere) {
                spec.commandLine().getErr().println("No Backlot runs on this data folder.");
            }
        }
        return cancel ? 1 : startAndRebuild();
    }

    private String path() {
        return "/operator/replay/" + URLEncoder.encode(projection, StandardCharsets.UTF_8);
    }

    private int cancelIn(RunningProgram program) throws IOException, InterruptedException {
        boolean cancelled = program.delete(path()).statusCode() == 200;
        spec.commandLine().getOut().println(cancelled ? "it ends soon" : "no rebuild of " + projection + " runs there");
        return cancelled ? 0 : 1;
    }

    private int ask(RunningProgram program) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try (var watching = new Watch(() -> progressOf(program))) {
            watching.start();
            response = program.post(path() + "?swap=" + !compareOnly, "");
        }
        if (response.statusCode() != 200) {
            spec.commandLine().getErr().println("backlot: " + response.body());
            return 1;
        }
        return tell(JsonMapper.shared().readValue(response.body(), ProjectionRebuild.Report.class));
    }

    private Optional<RebuildProgress> progressOf(RunningProgram program) throws InterruptedException {
        try {
            var response = program.get(path());
            return response.statusCode() == 200
                    ? Optional.of(JsonMapper.shared().readValue(response.body(), RebuildProgress.class))
                    : Optional.empty();
        } catch (IOException gone) {
            // Who waits for the rebuild itself learns why.
            return Optional.empty();
        }
    }

    private int startAndRebuild() {
        spec.commandLine().getErr().println("Starting a Backlot for the replay.");
        try (var running = RunningBacklot.start(options.settings(), System.getenv())) {
            var rebuilds = running.context().getBean(Rebuilds.class);
            try (var watching = new Watch(() -> rebuilds.progress(projection))) {
                watching.start();
                return tell(compareOnly ? rebuilds.compare(projection) : rebuilds.swap(projection));
            }
        } catch (Rejection refused) {
            spec.commandLine().getErr().println("backlot: " + refused.detail() + " " + refused.extras());
            return 1;
        }
    }

    /** Says once a second how far it has come, to who watches; the answer itself stays clean. */
    private final class Watch implements AutoCloseable {
        private final Look look;
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);

        Watch(Look look) {
            this.look = look;
        }

        @FunctionalInterface
        private interface Look {
            Optional<RebuildProgress> now() throws InterruptedException;
        }

        void start() {
            thread.start();
        }

        private void run() {
            try {
                while (true) {
                    Thread.sleep(EVERY);
                    look.now().ifPresent(ReplayCommand.this::tell);
                }
            } catch (InterruptedException done) {
                // The rebuild has ended.
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private void tell(RebuildProgress progress) {
        var err = spec.commandLine().getErr();
        err.printf(
                "%s: %,d of %,d (%d %%), %,d events/s%s%s%n",
                progress.projection(),
                progress.position(),
                progress.head(),
                progress.head() == 0 ? 100 : 100 * progress.position() / progress.head(),
                progress.eventsPerSecond(),
                progress.secondsLeft() < 0 ? "" : ", %d s left".formatted(progress.secondsLeft()),
                progress.resumedFrom() == 0 ? "" : ", gone on from %,d".formatted(progress.resumedFrom()));
        err.flush();
    }

    private int tell(ProjectionRebuild.Report report) {
        var out = spec.commandLine().getOut();
        out.printf("%s rebuilt from the log up to position %d%n", report.projection(), report.position());
        report.differences().forEach(difference -> out.println("  differs: " + difference));
        if (report.parked() > 0) {
            out.printf("  %d events could not be handled, or wait behind one that could not%n", report.parked());
        }
        out.println("replay = live: " + (report.same() ? "ok" : "DIFFERENT"));
        out.println(report.swapped() ? "the rebuilt one is now live" : "the live one was left in place");
        out.flush();
        return report.same() ? 0 : 1;
    }
}
