package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.operator.OperatorToken;
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
    @Mixin
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "PROJECTION", description = "Its name, for example ledger.")
    private String projection = "";

    @Option(names = "--compare-only", description = "Leave the live one in place.")
    private boolean compareOnly;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var reach = OperatorToken.publishedIn(options.data());
        if (reach.isPresent()) {
            try {
                return ask(reach.get());
            } catch (ConnectException nobodyThere) {
                spec.commandLine()
                        .getErr()
                        .println("No Backlot runs on this data folder; starting one for the replay.");
            }
        }
        return startAndRebuild();
    }

    private int ask(OperatorToken.Reach reach) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/operator/replay/%s?swap=%s"
                            .formatted(
                                    reach.port(), URLEncoder.encode(projection, StandardCharsets.UTF_8), !compareOnly)))
                    .header(OperatorToken.HEADER, reach.token())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                spec.commandLine().getErr().println("backlot: " + response.body());
                return 1;
            }
            return tell(JsonMapper.shared().readValue(response.body(), ProjectionRebuild.Report.class));
        }
    }

    private int startAndRebuild() {
        try (var running = RunningBacklot.start(options.settings(), System.getenv())) {
            var rebuilds = running.context().getBean(Rebuilds.class);
            return tell(compareOnly ? rebuilds.compare(projection) : rebuilds.swap(projection));
        } catch (Rejection unknown) {
            spec.commandLine().getErr().println("backlot: " + unknown.detail() + " " + unknown.extras());
            return 1;
        }
    }

    private int tell(ProjectionRebuild.Report report) {
        var out = spec.commandLine().getOut();
        out.printf("%s rebuilt from the log up to position %d%n", report.projection(), report.position());
        report.differences().forEach(difference -> out.println("  differs: " + difference));
        out.println("replay = live: " + (report.same() ? "ok" : "DIFFERENT"));
        out.println(report.swapped() ? "the rebuilt one is now live" : "the live one was left in place");
        out.flush();
        return report.same() ? 0 : 1;
    }
}
