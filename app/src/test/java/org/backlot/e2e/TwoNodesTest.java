package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.platform.app.demo.SetDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@DisplayName("Several nodes on one PostgreSQL and Redis")
class TwoNodesTest {
    private static final TestBacklot ONE = TestBacklot.shared();
    private static final int LOGINS_PER_MINUTE = 5;

    private static List<RunningBacklot> others = List.of();

    @BeforeAll
    static void two_more_nodes() throws IOException {
        var folder = Files.createTempDirectory("backlot-nodes");
        var given = ONE.running().context().getBean(Environment.class);
        var environment = Map.of(
                "BACKLOT_POSTGRES_URL", given.getRequiredProperty("backlot.postgres.url"),
                "BACKLOT_POSTGRES_USER", given.getRequiredProperty("backlot.postgres.user"),
                "BACKLOT_POSTGRES_PASSWORD", given.getRequiredProperty("backlot.postgres.password"),
                "BACKLOT_REDIS_URL", given.getRequiredProperty("backlot.redis.url"),
                "BACKLOT_SMTP_HOST", given.getRequiredProperty("backlot.smtp.host"),
                "BACKLOT_SMTP_PORT", given.getRequiredProperty("backlot.smtp.port"),
                "BACKLOT_MASTER_KEY", "given below");
        others = List.of("node-2", "node-3").stream()
                .map(name -> RunningBacklot.start(settingsOf(folder.resolve(name), given), environment))
                .toList();
    }

    @AfterAll
    static void both_stop() {
        others.forEach(RunningBacklot::close);
    }

    private static RunningBacklot.Settings settingsOf(Path data, Environment given) {
        return new RunningBacklot.Settings(
                data,
                0,
                "command,query",
                Map.of(
                        "backlot.master-key", given.getRequiredProperty("backlot.master-key"),
                        "backlot.postgres.connections", "10",
                        "backlot.postgres.read-connections", "5",
                        "backlot.limits.requests-per-minute", "1000000",
                        "backlot.trusted-proxies", "127.0.0.1,::1",
                        "backlot.limits.login-per-minute", Integer.toString(LOGINS_PER_MINUTE)));
    }

    @Test
    @DisplayName(
            "PLT-6 IDN-6: both change the crew of one project at once; nothing is lost and nobody hears of a conflict")
    void same_aggregate_on_both() throws Exception {
        var producer = ONE.somebody("production");
        var project = ONE.projectOf(producer).projectId();
        var elsewhere = onTheOtherNode(producer);
        var people = new ArrayList<Person>();
        for (int i = 0; i < 8; i++) {
            people.add(ONE.somebody("talent"));
        }

        var requests = new ArrayList<Callable<ApiClient.Reply>>();
        for (int i = 0; i < people.size(); i++) {
            var node = i % 2 == 0 ? producer.api() : elsewhere;
            var body = ApiClient.object()
                    .put("projectId", project)
                    .put("accountId", people.get(i).accountId());
            body.putArray("capabilities").add("VIEW");
            requests.add(() -> node.patch("/api/v1/registry/capabilities", body));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reply : threads.invokeAll(requests)) {
                reply.get().expectSuccess();
            }
        }

        for (var person : people) {
            person.api().get("/api/v1/production/projects/" + project).expectSuccess();
        }
    }

    @Test
    @DisplayName("IDN-6: a capability taken away on one node is gone on the other with its very next command")
    void capability_taken_away_elsewhere() {
        var producer = ONE.somebody("production");
        var assistant = ONE.somebody("talent");
        var project = ONE.projectOf(producer);
        var elsewhere = onTheOtherNode(assistant);
        var incidents = "/api/v1/set/units/" + project.unitId() + "/incidents";
        grant(producer, project.projectId(), assistant, "COMMENT");

        for (int i = 0; i < 3; i++) {
            elsewhere
                    .post(incidents, ApiClient.object().put("text", "Rain " + i))
                    .expectSuccess();
        }
        grant(producer, project.projectId(), assistant, "VIEW");

        elsewhere.post(incidents, ApiClient.object().put("text", "Hail")).expectRefusal("NOT_ALLOWED");
        grant(producer, project.projectId(), assistant, "COMMENT");
        elsewhere.post(incidents, ApiClient.object().put("text", "Sun")).expectSuccess();
    }

    private static void grant(Person producer, String project, Person somebody, String capability) {
        var body = ApiClient.object().put("projectId", project).put("accountId", somebody.accountId());
        body.putArray("capabilities").add(capability);
        producer.api().patch("/api/v1/registry/capabilities", body).expectSuccess();
    }

    @Test
    @DisplayName("IDN-2: who signs out on one node is out on the other with the very next request")
    void logout_everywhere() {
        var person = ONE.somebody("talent");
        var elsewhere = onTheOtherNode(person);
        elsewhere.get("/api/v1/auth/me").expectSuccess();

        person.api().post("/api/v1/auth/logout", ApiClient.object()).expectSuccess();

        elsewhere.get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
    }

    @Test
    @DisplayName(
            "IDN-2: a camera that rolls without asking for its session each time is stopped when that was ended elsewhere")
    void logout_before_the_roll() {
        var producer = ONE.somebody("production");
        var project = ONE.projectOf(producer);
        var unit = "/api/v1/set/units/" + project.unitId();
        var roll = ApiClient.object().put("shotId", slated(producer, project));
        var elsewhere = onTheOtherNode(producer);
        for (int i = 0; i < 3; i++) {
            elsewhere.post(unit + "/roll", roll).expectSuccess();
            elsewhere.post(unit + "/cut", ApiClient.object()).expectSuccess();
        }
        elsewhere.post(unit + "/cut", ApiClient.object()).expectRefusal("NOT_ROLLING");

        producer.api().post("/api/v1/auth/logout", ApiClient.object()).expectSuccess();

        elsewhere.post(unit + "/roll", roll).expectRefusal("SESSION_ENDED");
        elsewhere.post(unit + "/cut", ApiClient.object()).expectRefusal("SESSION_ENDED");
    }

    @Test
    @DisplayName(
            "SET-1: one unit is commanded on two nodes in turns; each builds on what the other did, and none is refused")
    void turns() {
        var producer = ONE.somebody("production");
        var project = ONE.projectOf(producer);
        var unit = "/api/v1/set/units/" + project.unitId();
        var roll = ApiClient.object().put("shotId", slated(producer, project));
        var elsewhere = onTheOtherNode(producer);
        for (int take = 1; take <= 6; take++) {
            var rolling = (take % 2 == 0 ? elsewhere : producer.api()).post(unit + "/roll", roll);
            assertThat(rolling.expectSuccess().json().path("takeNumber").asInt())
                    .isEqualTo(take);
            (take % 3 == 0 ? elsewhere : producer.api())
                    .post(unit + "/cut", ApiClient.object())
                    .expectSuccess();
        }
    }

    /** A shot that the unit may roll on. */
    private static String slated(Person producer, TestBacklot.Project project) {
        var scene = producer.api()
                .postText(
                        "/api/v1/production/projects/" + project.projectId() + "/screenplay?unitId=" + project.unitId(),
                        "text/plain; charset=utf-8",
                        "INT. STAGE - DAY\n\nA lamp.\n")
                .expectSuccess()
                .json()
                .path("scenes")
                .path(0)
                .path("sceneId")
                .asString();
        return producer.api()
                .post(
                        "/api/v1/production/scenes/" + scene + "/shots",
                        ApiClient.object().put("description", "Wide"))
                .expectSuccess()
                .json()
                .path("shotId")
                .asString();
    }

    @Test
    @DisplayName("PLT-6: what was written on one node is read on the other, by its position")
    void read_elsewhere() {
        var producer = ONE.somebody("production");
        var elsewhere = onTheOtherNode(producer);
        var project = ONE.projectOf(producer).projectId();
        elsewhere.hasSeen(producer.api().position());

        elsewhere.get("/api/v1/production/projects/" + project).expectSuccess();
    }

    @Test
    @DisplayName("PLT-2: sign-ins are counted across nodes, and the one too many is told when to come back")
    void limits_are_shared() throws Exception {
        int refused = 0;
        for (int i = 0; i < LOGINS_PER_MINUTE + 3; i++) {
            var node = others.get(i % others.size());
            // From an address of its own: the sign-ins of other tests are counted too, under another limit.
            var guess = HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/api/v1/auth/login"))
                    .header("X-Forwarded-For", "203.0.113.7")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"email\":\"nobody@people.example\",\"password\":\"not the password\"}"))
                    .build();
            var response = ONE.http().send(guess, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 429) {
                assertThat(response.headers().firstValueAsLong("Retry-After")).isPresent();
                refused++;
            }
        }
        // Alone, neither node would have refused any: each saw four.
        assertThat(refused).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "SET-1: a lead on one node sees the devices of both, by REST and on the socket; a stranger sees no unit")
    void presence_on_both() {
        var producer = ONE.somebody("production");
        var viewer = ONE.somebody("talent");
        var project = ONE.projectOf(producer);
        grant(producer, project.projectId(), viewer, "VIEW");
        var devices = "/api/v1/set/units/" + project.unitId() + "/devices";
        var join = ApiClient.object().put("type", "join").put("unitId", project.unitId());
        var elsewhere = onTheOtherNode(producer);

        try (var lead = SetDevice.connect(ONE.http(), ONE.base(), token(producer));
                var hud = SetDevice.connect(ONE.http(), otherNode(), token(viewer))) {
            lead.send(join.deepCopy().put("presence", true));
            hud.send(join);
            hud.next("state");
            var seen = lead.nextThat(
                    "both devices",
                    frame -> frame.path("type").asString().equals("presence")
                            && frame.path("total").asInt() == 2);
            assertThat(seen.path("complete").asBoolean()).isTrue();
            assertThat(seen.path("devices").findValuesAsString("accountId"))
                    .containsExactlyInAnyOrder(producer.accountId(), viewer.accountId());
            var read = elsewhere.get(devices).expectSuccess().json();
            assertThat(read.path("total").asInt()).isEqualTo(2);
            assertThat(read.path("complete").asBoolean()).isTrue();
            viewer.api().get(devices).expectRefusal("NOT_ALLOWED");
            ONE.somebody("talent").api().get(devices).expectRefusal("NOT_FOUND");

            hud.close();
            lead.nextThat(
                    "one device alone",
                    frame -> frame.path("type").asString().equals("presence")
                            && frame.path("total").asInt() == 1);
        }
    }

    private static String token(Person person) {
        return person.api().token().orElseThrow();
    }

    private static ApiClient onTheOtherNode(Person person) {
        var api = new ApiClient(ONE.http(), otherNode());
        api.signedInWith(person.api().token().orElseThrow());
        api.hasSeen(person.api().position());
        return api;
    }

    private static URI otherNode() {
        return URI.create("http://localhost:" + others.getFirst().port());
    }
}
