package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.backlot.crash.PackagedProgram.Classes;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.SetDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Several processes share the work, on one PostgreSQL and one Redis")
class RolesIT {
    private static final String EMAIL = "noura@lastreel.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of 203.0.113.0/24, which is for examples (RFC 5737): nobody else logs in from there. */
    private static final String SOMEWHERE = "203.0.113.7";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What was started, in order. */
    private static final List<AutoCloseable> STARTED = new ArrayList<>();

    private static URI commands = URI.create("http://not.started.invalid");
    private static URI moreCommands = commands;
    private static URI queries = commands;
    private static ApiClient producer = new ApiClient(HTTP, commands);
    private static ApiClient producerReads = new ApiClient(HTTP, queries);
    private static String projectId = "";

    /** All at once, on an empty database: whoever is first makes the tables, the others wait. */
    @BeforeAll
    static void processes_start_together() {
        var services = started(SharedServices.start("services"));
        var first = started(BacklotProcess.start(wanted("commands", "command,saga,worker", services)));
        var second = started(BacklotProcess.start(wanted("queries", "query,projection", services)));
        var third = started(BacklotProcess.start(wanted("more-commands", "command", services)));
        commands = first.base();
        queries = second.base();
        moreCommands = third.base();
        producer = new ApiClient(HTTP, commands);
        joins(services);
        producerReads = reading();
    }

    private static <T extends AutoCloseable> T started(T service) {
        STARTED.add(service);
        return service;
    }

    private static BacklotProcess.Wanted wanted(String name, String roles, SharedServices services) {
        PackagedProgram.freshFolder(name);
        return new BacklotProcess.Wanted(
                name,
                Classes.AS_WRITTEN_DOWN,
                services.environment(),
                // The test stands in for a load balancer, which tells the clients' addresses.
                List.of("--roles=" + roles, "--set=backlot.trusted-proxies[0]=127.0.0.1"));
    }

    private static void joins(SharedServices services) {
        Newcomer.joins(producer, services.services().mailbox().orElseThrow(), "Noura", EMAIL);
        projectId = producer.post(
                        "/api/v1/production/projects",
                        ApiClient.object()
                                .put("title", "The Last Reel")
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
    }

    private static String signIn() {
        return new ApiClient(HTTP, commands)
                .post(
                        "/api/v1/auth/login",
                        ApiClient.object().put("email", EMAIL).put("password", Newcomer.PASSWORD))
                .expectSuccess()
                .json()
                .path("accessToken")
                .asString();
    }

    private static ApiClient reading() {
        var reading = new ApiClient(HTTP, queries);
        reading.signedInWith(producer.token().orElseThrow());
        return reading;
    }

    @AfterAll
    static void all_stop() throws Exception {
        for (var service : STARTED.reversed()) {
            service.close();
        }
        HTTP.close();
    }

    @Test
    @DisplayName("PLT-6: what one process has written another shows, at the position that the first one named")
    void written_here_read_there() {
        var unit = unit("Second Unit");

        producerReads.hasSeen(producer.position());
        var slate = producerReads.get("/api/v1/production/slate/" + unit).expectSuccess();

        assertThat(slate.json().path("data").isArray()).isTrue();
        assertThat(producerReads
                        .get("/api/v1/production/projects/" + projectId)
                        .expectSuccess()
                        .json()
                        .toString())
                .contains("Second Unit");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/production/projects, queries",
        "POST, /api/v1/treasury/escrow/lock, queries",
        "PATCH, /api/v1/registry/capabilities, queries",
        "GET, /api/v1/production/projects, commands",
        "GET, /api/v1/auth/me, commands",
        "GET, /api/v1/log, commands",
        "GET, /ws/sync, commands"
    })
    @DisplayName(
            "PLT-6: what is not among the roles of a process is refused in words, not with an error of the program")
    void not_my_role(String method, String path, String process) throws Exception {
        var answer = send(HttpRequest.newBuilder(("queries".equals(process) ? queries : commands).resolve(path))
                .header("Authorization", "Bearer " + producer.token().orElseThrow())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "not-my-role " + path)
                .method(method, HttpRequest.BodyPublishers.ofString("GET".equals(method) ? "" : "{}")));

        assertThat(answer.statusCode()).as(answer.body()).isIn(404, 405);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).containsAnyOf("\"NOT_FOUND\"", "\"METHOD_NOT_ALLOWED\"");
    }

    @Test
    @DisplayName("IDN-2: who signs out on one node is out on the other with the next request")
    void out_here_out_there() {
        var leaving = new ApiClient(HTTP, commands);
        leaving.signedInWith(signIn());
        var there = new ApiClient(HTTP, queries);
        there.signedInWith(leaving.token().orElseThrow());
        there.get("/api/v1/auth/me").expectSuccess();

        leaving.post("/api/v1/auth/logout", ApiClient.object()).expectSuccess();

        assertThat(there.get("/api/v1/auth/me").expectRefusal("SESSION_ENDED").status())
                .isEqualTo(401);
        producerReads.get("/api/v1/auth/me").expectSuccess();
    }

    @Test
    @DisplayName("SET-1: a device on one node is told of what is rolled on another, with the unit's state")
    void rolls_here_told_there() {
        var unit = unit("Main Unit");
        var scene = producer.postText(
                        "/api/v1/production/projects/" + projectId + "/screenplay?unitId=" + unit,
                        "text/plain; charset=utf-8",
                        "INT. BOOTH - NIGHT\n\nThe reel runs out.\n")
                .expectSuccess()
                .json()
                .path("scenes")
                .path(0)
                .path("sceneId")
                .asString();
        var shot = producer.post(
                        "/api/v1/production/scenes/" + scene + "/shots",
                        ApiClient.object().put("description", "Wide: the booth"))
                .expectSuccess()
                .json()
                .path("shotId")
                .asString();
        try (var screen = SetDevice.connect(HTTP, queries, producer.token().orElseThrow())) {
            screen.send(ApiClient.object().put("type", "join").put("unitId", unit));
            screen.next("state");

            var take = producer.post(
                            "/api/v1/set/units/" + unit + "/roll",
                            ApiClient.object().put("shotId", shot))
                    .expectSuccess()
                    .json();
            var rolling = screen.next("rolling");
            producer.post("/api/v1/set/units/" + unit + "/cut", ApiClient.object())
                    .expectSuccess();

            assertThat(rolling.toString()).contains(take.path("takeId").asString());
            assertThat(screen.next("cut").path("type").asString()).isEqualTo("cut");
        }
        producerReads.hasSeen(producer.position());
        assertThat(producerReads
                        .get("/api/v1/set/units/" + unit + "/takes")
                        .expectSuccess()
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("PLT-2: five sign-ins a minute from one address, on whichever nodes they are tried")
    void five_together() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 6; i++) {
            statuses.add(wrongSignIn(i % 2 == 0 ? commands : moreCommands).statusCode());
        }
        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429);

        var next = wrongSignIn(commands);
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.body()).contains("RATE_LIMITED");
        assertThat(next.headers().firstValue("Retry-After").map(Integer::valueOf))
                .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 60));
    }

    private static HttpResponse<String> wrongSignIn(URI node) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(node.resolve("/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", SOMEWHERE)
                .POST(HttpRequest.BodyPublishers.ofString(ApiClient.object()
                        .put("email", "nobody@lastreel.example")
                        .put("password", "wrong horse battery staple")
                        .toString())));
    }

    private static String unit(String name) {
        return producer.post(
                        "/api/v1/production/projects/" + projectId + "/units",
                        ApiClient.object().put("name", name).put("kind", "MAIN"))
                .expectSuccess()
                .json()
                .path("unitId")
                .asString();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }
}
