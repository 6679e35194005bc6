package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.demo.Casting;
import org.backlot.platform.app.demo.Narrator;
import org.backlot.platform.app.demo.Person;
import org.backlot.platform.app.demo.Production;
import org.backlot.platform.app.demo.ScenarioFailed;
import org.backlot.platform.app.operator.OperatorToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code backlot demo}: a whole production and the casting of a role on real services, through the public API alone. */
@Command(name = "demo", description = "Play a whole production, from the first contract to the released escrow.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--exit", description = "Stop afterwards; status 0 only if all of it was true.")
    private boolean exit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        var clock = Clock.systemUTC();
        // New people each time, so that the same data folder can be played on again.
        var suffix = Long.toString(clock.millis(), Character.MAX_RADIX);
        var running = RunningBacklot.start(options.settingsWith(demoSettings(suffix)), System.getenv());
        boolean allTrue = play(running, clock, suffix);
        if (exit) {
            running.close();
            return allTrue ? 0 : 1;
        }
        UntilStopped.await();
        return 0;
    }

    // Eleven people register from one address within a minute; the limits that stop attackers would stop them too.
    private static Map<String, String> demoSettings(String suffix) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("backlot.limits.register-per-hour", "1000");
        settings.put("backlot.limits.login-per-minute", "1000");
        settings.put("backlot.limits.requests-per-minute", "100000");
        settings.put("backlot.operators[0]", "auditor:" + Production.auditorOf(suffix));
        settings.put("backlot.operators[1]", "moderator:" + Casting.moderatorOf(suffix));
        return settings;
    }

    private boolean play(RunningBacklot running, Clock clock, String suffix) throws InterruptedException, IOException {
        var out = spec.commandLine().getOut();
        var tell = new Narrator(out);
        var base = URI.create("http://localhost:" + running.port());
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            var production = new Production(http, base, tell, clock, suffix);
            production.crewRegisters();
            production.slateIsMade();
            production.moneyIsLocked();
            production.cameraChangesHands();
            production.takesRoll();
            production.dayIsReported(running.dataFolder().resolve("exports"));
            var escrow = production.escrowPaysOut();
            long sum = production.showLedger();
            var application = new Casting(http, base, tell, clock, suffix).play();
            tell.chapter("What is left");
            tell.line("the log holds %d events".formatted(production.lengthOfLog()));
            boolean same = replayEqualsLive(http, base, running, tell);
            tell.verdict("escrow: " + escrow);
            tell.verdict("ledger sum: " + sum);
            tell.verdict("application: " + application);
            tell.verdict("replay = live: " + (same ? "ok" : "DIFFERENT"));
            if (!exit) {
                tellWhereToLook(tell, base, production);
            }
            return "RELEASED".equals(escrow) && sum == 0 && "accepted".equals(application) && same;
        } catch (ScenarioFailed failure) {
            tell.verdict("FAILED: " + failure.getMessage());
            return false;
        }
    }

    private static boolean replayEqualsLive(HttpClient http, URI base, RunningBacklot running, Narrator tell)
            throws InterruptedException, IOException {
        var reach = OperatorToken.publishedIn(running.dataFolder()).orElseThrow();
        boolean same = true;
        for (var name : operator(http, base, reach, "GET", "/operator/projections")) {
            var report = operator(http, base, reach, "POST", "/operator/replay/" + name.asString());
            boolean equal = report.path("differences").isEmpty()
                    && report.path("differences").isArray();
            same &= equal;
            tell.line("%-18s rebuilt from the log up to position %d: %s"
                    .formatted(
                            name.asString(),
                            report.path("position").asLong(),
                            equal ? "the same" : report.path("differences").toString()));
        }
        return same;
    }

    private static JsonNode operator(HttpClient http, URI base, OperatorToken.Reach reach, String method, String path)
            throws InterruptedException, IOException {
        var response = http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header(OperatorToken.HEADER, reach.token())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new ScenarioFailed(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private static void tellWhereToLook(Narrator tell, URI base, Production production) {
        tell.chapter("Backlot stays up. Where to look:");
        tell.line("API       " + base + "/api/v1/openapi.json, calls to try in docs/requests.http");
        tell.line("Health    " + base + "/api/v1/health");
        tell.line("Mailbox   " + base + "/standalone/mailbox");
        tell.line("Sign in   POST " + base + "/api/v1/auth/login");
        tell.line("          as producer  {\"email\": \"%s\", \"password\": \"%s\"}"
                .formatted(production.producer().email(), Person.password()));
        tell.line("          as auditor   {\"email\": \"%s\", \"password\": \"%s\"}"
                .formatted(production.auditor().email(), Person.password()));
        tell.line("Project   " + production.projectId());
        tell.line("Ctrl-C stops everything.");
    }
}
