package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.Tighten;
import org.backlot.clips.app.client.ClipFailed;
import org.backlot.clips.app.client.ClipOrder;
import org.backlot.clips.app.client.ClipRun;
import org.backlot.clips.app.client.Credentials;
import org.backlot.clips.app.client.InputFile;
import org.backlot.clips.app.client.OutFolder;
import org.backlot.clips.app.client.PlainLines;
import org.backlot.clips.app.client.ProgressDisplay;
import org.backlot.clips.app.client.TerminalLines;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.demo.ScenarioFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code backlot clip}: has a recording cut into clips and fetches them. Asks the program that runs on the data folder, or
 * starts one for as long as it takes.
 */
@Command(
        name = "clip",
        description = "Have a recording cut into clips, and fetch them.",
        mixinStandardHelpOptions = true)
final class ClipCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The recording: MP4, MOV, MKV, WebM, AVI, MPEG or MXF.")
    private Path file = Path.of("");

    @Option(
            names = "--clips",
            paramLabel = "N",
            defaultValue = "10",
            description = "At most so many clips, 1 to 30 (default: ${DEFAULT-VALUE}).")
    private int clips;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "clips",
            description = "Where they go; nothing there is overwritten (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("clips");

    @Option(names = "--captions", paramLabel = "FILE", description = "What is said, as .srt, .vtt or .json.")
    private @Nullable Path captions;

    @Option(
            names = "--aspect",
            paramLabel = "W:H",
            defaultValue = "9:16",
            description = "The shape of the picture: 9:16, 1:1, 4:5 or 16:9 (default: ${DEFAULT-VALUE}).")
    private String aspect = "9:16";

    @Option(
            names = "--style",
            paramLabel = "NAME",
            defaultValue = "highlight_word",
            description =
                    "How captions move: highlight_word, karaoke, pop_in, typewriter, bounce or none (default: ${DEFAULT-VALUE}).")
    private String style = "highlight_word";

    @Option(
            names = "--min",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "No clip is shorter, from 5 (default: ${DEFAULT-VALUE}).")
    private int min;

    @Option(
            names = "--max",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "No clip is longer, up to 600 (default: ${DEFAULT-VALUE}).")
    private int max;

    @Option(names = "--tighten", description = "Take filler words and long silences out.")
    private boolean tighten;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The folder of the program that does the work (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        // Looked at before anything starts.
        var order = new ClipOrder(
                InputFile.recording(file),
                Optional.ofNullable(captions).map(InputFile::captions),
                settings(),
                OutFolder.at(out));
        try {
            var program = RunningProgram.on(data);
            if (program.isPresent() && program.get().answers()) {
                return inRunning(program.get().base(), order);
            }
            return inOwn(order);
        } catch (ClipFailed | ScenarioFailed failure) {
            spec.commandLine().getErr().println("backlot: " + failure.getMessage());
            return 1;
        }
    }

    private JobSettings settings() {
        if (clips < 1 || clips > JobSettings.MOST_CLIPS) {
            throw new IllegalArgumentException("--clips must be 1 to " + JobSettings.MOST_CLIPS + ".");
        }
        if (min < JobSettings.SHORTEST || max > JobSettings.LONGEST || min > max) {
            throw new IllegalArgumentException(
                    "--min and --max must lie between %d and %d seconds, --min not above --max."
                            .formatted(JobSettings.SHORTEST, JobSettings.LONGEST));
        }
        return new JobSettings(
                clips,
                min,
                max,
                new RenderSettings(shape(), captionStyle(), null, tighten ? new Tighten(true, true) : null),
                false);
    }

    private AspectRatio shape() {
        try {
            return AspectRatio.parse(aspect);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("--aspect " + unknown.getMessage() + ".", unknown);
        }
    }

    private CaptionStyle captionStyle() {
        try {
            return CaptionStyle.parse(style);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("--style " + unknown.getMessage() + ".", unknown);
        }
    }

    private int inRunning(URI base, ClipOrder order) throws InterruptedException, IOException {
        var display = display();
        display.say("Uses the Backlot that runs on " + data + ".");
        try (var http = client()) {
            var run = signedIn(http, base, data, display);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(run::stop));
            try {
                return run.run(order) ? 0 : 1;
            } finally {
                run.stop();
            }
        }
    }

    private int inOwn(ClipOrder order) throws InterruptedException, IOException {
        var display = display();
        display.say("Starts a Backlot on " + data + " for this.");
        // The client is closed last: a job is cancelled while the program stops.
        try (var http = client();
                var running = RunningBacklot.start(
                        new RunningBacklot.Settings(data, 0, "all", ownSettings()), System.getenv())) {
            var run = signedIn(http, URI.create("http://localhost:" + running.port()), running.dataFolder(), display);
            // While the program still answers, however the command ends.
            running.stopFirst(run::stop);
            return run.run(order) ? 0 : 1;
        }
    }

    // The terminal is the person's: a warning among lines that are rewritten would smear them. And nobody else is
    // there,
    // so a job may be read as often as one likes.
    private static Map<String, String> ownSettings() {
        return Map.of(
                "logging.level.root", isTerminal() ? "error" : "warn", "backlot.limits.requests-per-minute", "1000");
    }

    private static ClipRun signedIn(HttpClient http, URI base, Path data, ProgressDisplay display) {
        var own = Credentials.in(System.getenv());
        if (own.isPresent()) {
            return ClipRun.signedIn(http, base, own.get(), display);
        }
        var user = System.getProperty("user.name", "user");
        return ClipRun.joining(http, base, Credentials.keptIn(data, user), user, display);
    }

    private static HttpClient client() {
        // A body sent with the offer to go on in HTTP/2 is answered 413.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private ProgressDisplay display() {
        var out = spec.commandLine().getOut();
        return isTerminal() ? new TerminalLines(out) : new PlainLines(out);
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}
