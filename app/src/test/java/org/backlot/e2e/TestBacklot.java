package org.backlot.e2e;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.backlot.identity.app.StubAuthentica;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Narrator;
import org.backlot.platform.app.demo.Person;
import org.backlot.platform.app.demo.Production;

/** One whole Backlot for all end-to-end tests of a run: real PostgreSQL, Redis and SMTP, real HTTP. Started once. */
final class TestBacklot {
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final TestBacklot SHARED = new TestBacklot();

    private final RunningBacklot running;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestBacklot() {
        try {
            running = RunningBacklot.start(
                    new RunningBacklot.Settings(
                            Files.createTempDirectory("backlot-e2e"),
                            0,
                            "all",
                            with(
                                    IngestionServices.shared().settings(),
                                    // Everybody who joins waits for a mail.
                                    Map.entry("backlot.deadlines.look-every", "50ms"),
                                    // Whoever stops reading a stream is let go with its next line.
                                    Map.entry("backlot.log.heartbeat", "1s"),
                                    Map.entry("backlot.limits.register-per-hour", "100000"),
                                    Map.entry("backlot.limits.login-per-minute", "100000"),
                                    Map.entry("backlot.limits.requests-per-minute", "1000000"),
                                    Map.entry("backlot.operators[0]", "auditor:" + Production.auditorOf("e2e")),
                                    Map.entry("backlot.operators[1]", "auditor:auditor@audit.example"),
                                    Map.entry("backlot.operators[2]", "admin:admin@operator.example"),
                                    Map.entry("backlot.operators[3]", "auditor:reader@audit.example"),
                                    Map.entry("backlot.operators[4]", "auditor:prover@audit.example"),
                                    // Where a test plays the worker itself, nobody else does the steps.
                                    Map.entry("backlot.clips.steps-at-once", "0"),
                                    Map.entry("backlot.log.witnesses", LogProofsTest.WITNESS),
                                    Map.entry("backlot.operators[5]", "auditor:letters@audit.example"),
                                    Map.entry("backlot.operators[6]", "admin:letters@operator.example"),
                                    Map.entry("backlot.operators[7]", "moderator:moderator@operator.example"),
                                    Map.entry("backlot.operators[8]", "admin:nafath@operator.example"),
                                    Map.entry("backlot.operators[10]", "admin:search@operator.example"),
                                    Map.entry("backlot.operators[9]", "auditor:nafath@audit.example"),
                                    Map.entry("backlot.limits.nafath-per-hour", "100000"),
                                    Map.entry("backlot.limits.nafath-notices-per-minute", "100000"),
                                    Map.entry("backlot.authentica.key", StubAuthentica.KEY),
                                    Map.entry(
                                            "backlot.authentica.url",
                                            StubAuthentica.shared().url()),
                                    Map.entry("backlot.authentica.patience", "4s"),
                                    Map.entry("backlot.nafath.webhook-secret", NafathTest.SECRET))),
                    System.getenv());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
    }

    @SafeVarargs
    private static Map<String, String> with(Map<String, String> settings, Map.Entry<String, String>... more) {
        var all = new HashMap<>(settings);
        all.putAll(Map.ofEntries(more));
        return all;
    }

    static TestBacklot shared() {
        return SHARED;
    }

    URI base() {
        return URI.create("http://localhost:" + running.port());
    }

    HttpClient http() {
        return http;
    }

    RunningBacklot running() {
        return running;
    }

    /** Somebody new, registered, verified and signed in. */
    Person somebody(String role) {
        int number = PEOPLE.incrementAndGet();
        return Person.joins(http, base(), "Person " + number, role, "person" + number + "@people.example");
    }

    Person somebody(String role, String email) {
        return Person.joins(http, base(), "Somebody", role, email);
    }

    ApiClient anonymous() {
        return new ApiClient(http, base());
    }

    Production production(String suffix) {
        return new Production(
                http, base(), new Narrator(new PrintWriter(new StringWriter())), Clock.systemUTC(), suffix);
    }

    /** Rebuilds every view from the log and compares it with the live one. */
    java.util.List<ProjectionRebuild.Report> replayAll() {
        var rebuilds = running.context().getBean(Rebuilds.class);
        return rebuilds.names().stream().map(rebuilds::compare).toList();
    }

    /** While a follower cannot move on, because somebody holds its position. */
    void holding(String follower, Runnable meanwhile) throws SQLException {
        try (var connection = running.context().getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (var hold =
                    connection.prepareStatement("select position from log_follower where name = ? for update")) {
                hold.setString(1, follower);
                hold.executeQuery();
                meanwhile.run();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** A project of a producer, with one unit. */
    Project projectOf(Person producer) {
        var project = producer.api()
                .post(
                        "/api/v1/production/projects",
                        ApiClient.object()
                                .put("title", "A Test")
                                .put("frameRate", "25")
                                .put("timeZone", "Asia/Riyadh")
                                .set(
                                        "budget",
                                        ApiClient.object()
                                                .put("amount", 1_000_000)
                                                .put("currency", "SAR")))
                .expectSuccess()
                .json()
                .path("projectId")
                .asString();
        var unit = producer.api()
                .post(
                        "/api/v1/production/projects/" + project + "/units",
                        ApiClient.object().put("name", "Main Unit").put("kind", "MAIN"))
                .expectSuccess()
                .json()
                .path("unitId")
                .asString();
        return new Project(project, unit);
    }

    /** Ids of a project and its main unit. */
    record Project(String projectId, String unitId) {}
}
