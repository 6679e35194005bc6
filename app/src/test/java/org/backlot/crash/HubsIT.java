// That a crew is not cut off when its hub goes away is only shown by nodes that go away while a camera rolls.
package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.backlot.crash.PackagedProgram.Classes;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

@DisplayName("Two hubs on one PostgreSQL and one Redis, the nearer of which comes and goes")
class HubsIT {
    /** A hundred changes that a device has missed are kept for it: so it may be away for five seconds. */
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(50);

    private static final int SOME = 6;
    private static final int GOING_AWAY = 1001;

    /** What was started, in order. */
    private static final List<AutoCloseable> STARTED = new ArrayList<>();

    private static final DelayingProxy FAR = started(DelayingProxy.start(Duration.ofMillis(40)));
    private static final DelayingProxy NEAR = started(DelayingProxy.start(Duration.ZERO));
    private static final String HUBS =
            "chennai=%s,mumbai=%s,london=http://127.0.0.1:1".formatted(FAR.base(), NEAR.base());

    private static final RunningBacklot CHENNAI = started(RunningBacklot.start(
            new RunningBacklot.Settings(
                    PackagedProgram.freshFolder("chennai"),
                    0,
                    "all",
                    Map.of(
                            "backlot.limits.requests-per-minute", "1000000",
                            "backlot.set.hubs", HUBS,
                            "backlot.set.hub", "chennai")),
            PackagedProgram.environment()));
    private static final HttpClient HTTP =
            started(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    private static <T extends AutoCloseable> T started(T service) {
        STARTED.add(service);
        return service;
    }

    @AfterAll
    static void all_stop() throws Exception {
        for (var service : STARTED.reversed()) {
            service.close();
        }
    }

    @Test
    @Timeout(180)
    @DisplayName(
            "SET-5: a device takes the hub that it measures to be nearest, moves on when that stops or is killed, and"
                    + " back when it is there again, and shows every change of all that time once and in order, in each form")
    void moves() throws InterruptedException {
        var base = URI.create("http://localhost:" + CHENNAI.port());
        FAR.leadTo(base);
        PackagedProgram.freshFolder("mumbai");
        var mumbai = mumbaiStarts();
        var producer = Person.joins(HTTP, base, "Noura", "production", "noura@lastreel.example");
        var camera = started(new Camera(producer.api()));
        var token = producer.api().token().orElseThrow();
        var screen = started(HubScreen.start(FAR.base(), token, camera.unitId, "json"));
        var binary = started(HubScreen.start(FAR.base(), token, camera.unitId, "binary"));

        assertThat(binary.next("connected").path("hub").asString())
                .as("the hub measured to be nearest, in the binary form")
                .isEqualTo("mumbai");
        binary.next("state");
        assertThat(screen.next("connected").path("hub").asString())
                .as("the hub measured to be nearest")
                .isEqualTo("mumbai");
        screen.next("state");
        assertThat(alive(producer)).containsExactly("true", "true", "false");
        camera.rollsOnAndOn();
        screen.shows(SOME);

        mumbai.interrupt();
        assertThat(screen.next("move").path("hubs").toString()).isEqualTo("[\"chennai\"]");
        assertThat(screen.next("disconnected").path("code").asInt()).isEqualTo(GOING_AWAY);
        assertThat(screen.next("connected").path("hub").asString()).isEqualTo("chennai");
        screen.shows(SOME);
        mumbai.awaitEnd();
        // The others hear of its goodbye in their next round.
        while (!alive(producer).equals(List.of("true", "false", "false"))) {
            screen.shows(1);
        }

        var again = mumbaiStarts();
        screen.next("connected", line -> line.path("hub").asString().equals("mumbai"));
        screen.shows(SOME);
        again.kill();
        screen.next("connected", line -> line.path("hub").asString().equals("chennai"));
        screen.shows(SOME);

        var happened = camera.stops();
        for (var each : List.of(screen, binary)) {
            each.showsUntil(() -> each.changes().size() >= happened.size());
            assertThat(each.changes().stream().map(HubsIT::inWords)).containsExactlyElementsOf(happened);
            assertThat(each.changes().stream()
                            .map(change -> change.path("offset").asLong()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private static BacklotProcess mumbaiStarts() {
        var given = CHENNAI.context().getBean(Environment.class);
        var node = started(BacklotProcess.start(new BacklotProcess.Wanted(
                "mumbai",
                Classes.AS_WRITTEN_DOWN,
                Map.of(
                        "BACKLOT_POSTGRES_URL", given.getRequiredProperty("backlot.postgres.url"),
                        "BACKLOT_POSTGRES_USER", given.getRequiredProperty("backlot.postgres.user"),
                        "BACKLOT_POSTGRES_PASSWORD", given.getRequiredProperty("backlot.postgres.password"),
                        "BACKLOT_REDIS_URL", given.getRequiredProperty("backlot.redis.url"),
                        "BACKLOT_SMTP_HOST", given.getRequiredProperty("backlot.smtp.host"),
                        "BACKLOT_SMTP_PORT", given.getRequiredProperty("backlot.smtp.port"),
                        "BACKLOT_MASTER_KEY", given.getRequiredProperty("backlot.master-key"),
                        "BACKLOT_LIMITS_REQUESTS_PER_MINUTE", "1000000",
                        "BACKLOT_SET_HUBS", HUBS,
                        "BACKLOT_SET_HUB", "mumbai"),
                List.of("--roles=command,query"))));
        NEAR.leadTo(node.base());
        return node;
    }

    /** Whether each hub is there, as the far one says. */
    private static List<String> alive(Person person) {
        return person.api()
                .get("/api/v1/set/hubs")
                .expectSuccess()
                .json()
                .path("hubs")
                .valueStream()
                .map(hub -> hub.path("alive").toString())
                .toList();
    }

    private static String inWords(JsonNode change) {
        return change.path("type").asString() + " " + change.path("takeId").asString();
    }

    /** Rolls and cuts at the far hub, on a unit of its own, until it is told to stop. */
    private static final class Camera implements AutoCloseable {
        private final ApiClient api;
        private final String unitId;
        private final String shotId;
        private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
        private final List<String> happened = new CopyOnWriteArrayList<>();
        private String rolling = "";

        Camera(ApiClient api) {
            this.api = api;
            var project = id(
                    "projectId",
                    api.post(
                            "/api/v1/production/projects",
                            ApiClient.object()
                                    .put("title", "The Last Reel")
                                    .put("frameRate", "25")
                                    .put("timeZone", "Asia/Kolkata")
                                    .set(
                                            "budget",
                                            ApiClient.object()
                                                    .put("amount", 1_000_000)
                                                    .put("currency", "INR"))));
            unitId = id(
                    "unitId",
                    api.post(
                            "/api/v1/production/projects/" + project + "/units",
                            ApiClient.object().put("name", "Main Unit").put("kind", "MAIN")));
            var scene = api.postText(
                            "/api/v1/production/projects/" + project + "/screenplay?unitId=" + unitId,
                            "text/plain; charset=utf-8",
                            "INT. BOOTH - NIGHT\n\nThe reel runs out.\n")
                    .expectSuccess()
                    .json()
                    .at("/scenes/0/sceneId")
                    .asString();
            shotId = id(
                    "shotId",
                    api.post(
                            "/api/v1/production/scenes/" + scene + "/shots",
                            ApiClient.object().put("description", "Wide: the booth")));
        }

        private static String id(String name, ApiClient.Reply reply) {
            return reply.expectSuccess().json().path(name).asString();
        }

        void rollsOnAndOn() {
            hands.scheduleWithFixedDelay(this::rollOrCut, 0, BETWEEN_CHANGES.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void rollOrCut() {
            var set = "/api/v1/set/units/" + unitId;
            if (rolling.isEmpty()) {
                rolling =
                        id("takeId", api.post(set + "/roll", ApiClient.object().put("shotId", shotId)));
                happened.add("rolling " + rolling);
            } else {
                api.post(set + "/cut", ApiClient.object().put("takeId", rolling))
                        .expectSuccess();
                happened.add("cut " + rolling);
                rolling = "";
            }
        }

        /** All that has happened, in order. */
        List<String> stops() throws InterruptedException {
            hands.shutdown();
            assertThat(hands.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            return List.copyOf(happened);
        }

        @Override
        public void close() {
            hands.shutdownNow();
        }
    }
}
