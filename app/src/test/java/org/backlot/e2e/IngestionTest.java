package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.backlot.casting.worker.ingestion.IngestionNode;
import org.backlot.casting.worker.ingestion.StubService;
import org.backlot.casting.worker.ingestion.StubService.Said;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.demo.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Casting calls are found where they are posted, and wait for a moderator")
class IngestionTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CastingHouse HOUSE = CastingHouse.shared();
    private static final IngestionServices SERVICES = IngestionServices.shared();
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String SOURCES = "/api/v1/casting/ingestion/sources";
    private static final String POSTS = "/api/v1/casting/ingestion/posts";
    private static final String QUEUE = "/api/v1/casting/moderation/calls";

    private final String unique = UUID.randomUUID().toString().replace("-", "").replaceAll("[0-9]", "x");

    @AfterAll
    @DisplayName("replay = live")
    static void replay() {
        assertThat(HOUSE.backlot
                        .running()
                        .context()
                        .getBean(Rebuilds.class)
                        .compare("casting-ingestion")
                        .differences())
                .isEmpty();
    }

    private static ApiClient moderator() {
        return HOUSE.moderator.api();
    }

    private static String labelled(String title, String more) {
        return """
                Title: %s
                Role: Idris
                Location: Riyadh
                Deadline: 30 December 2026
                Contact: casting@lastreel.example
                Description: We are casting a projectionist who has run films in a tent for thirty years and will not stop, \
                whatever they pay him, and who talks to nobody but the lamp. %s""".formatted(title, more);
    }

    private static ObjectNode web(String url) {
        return ApiClient.object().put("kind", "web").put("address", url).put("name", "Casting page");
    }

    private static String added(ObjectNode source) {
        return moderator()
                .post(SOURCES, source)
                .expectSuccess()
                .json()
                .path("sourceId")
                .asString();
    }

    private static JsonNode source(String id) {
        return moderator().get(SOURCES + "/" + id).expectSuccess().json();
    }

    /** The source once it was read at least once more than before. */
    private static JsonNode read(String id, String before) {
        Awaitility.await().atMost(SOON).until(() -> {
            var run = source(id).path("lastRun");
            return run.hasNonNull("endedAt") && !run.path("endedAt").asString().equals(before);
        });
        return source(id);
    }

    /** Told by an event, which follows the row of the run. */
    private static void health(String id, String failing) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> source(id).path("failing").asString("").equals(failing));
    }

    private static List<JsonNode> queue(String title) {
        return StreamSupport.stream(
                        moderator()
                                .get(QUEUE + "?limit=100")
                                .expectSuccess()
                                .json()
                                .path("data")
                                .spliterator(),
                        false)
                .filter(call -> call.path("call").path("title").asString().contains(title))
                .toList();
    }

    private static JsonNode queued(String title) {
        Awaitility.await().atMost(SOON).until(() -> queue(title).size() == 1);
        return queue(title).getFirst();
    }

    private static List<JsonNode> waiting(String text) {
        return StreamSupport.stream(
                        moderator()
                                .get(POSTS + "?limit=100")
                                .expectSuccess()
                                .json()
                                .path("data")
                                .spliterator(),
                        false)
                .filter(post -> post.path("text").asString("").contains(text))
                .toList();
    }

    private static String page() {
        return "https://casting.example/" + UUID.randomUUID();
    }

    private static long events(String stream, String type) {
        return HOUSE.backlot
                .running()
                .context()
                .getBean(JdbcClient.class)
                .sql("select count(*) from log.event where stream = ? and type = ?")
                .params(stream, type)
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName(
            "CST-4 CST-5: a page's posts come to the moderator with source and contact; approved, all see where it was found")
    void from_a_page_to_all() {
        var page = page();
        SERVICES.page(page, labelled("Tent " + unique, "") + "\n\n---\n\nThe weather is fine in " + unique);
        var source = added(web(page));

        var call = queued("Tent " + unique);

        assertThat(call.path("contact").asString()).isEqualTo("casting@lastreel.example");
        assertThat(call.path("call").path("isAggregated").asBoolean()).isTrue();
        assertThat(call.path("call").path("sourceUrl").asString()).isEqualTo(page);
        var run = read(source, "").path("lastRun");
        assertThat(run.path("seen").asInt()).isEqualTo(2);
        assertThat(run.path("matched").asInt()).isEqualTo(1);
        assertThat(run.path("fresh").asInt()).isEqualTo(1);
        assertThat(waiting(unique)).isEmpty();

        var id = call.path("call").path("callId").asString();
        moderator()
                .post(QUEUE + "/" + id + "/approve", ApiClient.object().put("reason", "found and checked"))
                .expectSuccess();
        HOUSE.stranger.api().hasSeen(moderator().position());
        var shown = HOUSE.stranger.api().get("/api/v1/casting/calls/" + id).expectSuccess();
        assertThat(shown.json().path("isAggregated").asBoolean()).isTrue();
        assertThat(shown.json().path("sourceUrl").asString()).isEqualTo(page);
        assertThat(shown.text()).doesNotContain("casting@lastreel.example");
    }

    @Test
    @DisplayName("CST-4: the same page again, and the same post elsewhere in other dress, bring nothing new")
    void repeats() {
        var page = page();
        var other = page();
        SERVICES.page(page, labelled("Again " + unique, ""));
        SERVICES.page(other, "**" + labelled("AGAIN " + unique, "").replaceFirst(":", ":**") + " 🎬");
        var source = added(web(page));
        queued("Again " + unique);
        var before = read(source, "").path("lastRun").path("endedAt").asString();

        moderator().post(SOURCES + "/" + source + "/run", ApiClient.object()).expectSuccess();
        var run = read(source, before).path("lastRun");
        var elsewhere = read(added(web(other)), "").path("lastRun");

        assertThat(run.path("matched").asInt()).isEqualTo(1);
        assertThat(run.path("fresh").asInt()).isZero();
        assertThat(elsewhere.path("matched").asInt()).isEqualTo(1);
        assertThat(elsewhere.path("fresh").asInt()).isZero();
        assertThat(queue("Again " + unique)).hasSize(1);
        moderator()
                .post(
                        "/api/v1/casting/ingestion/extractions",
                        ApiClient.object()
                                .put("text", labelled("Again " + unique, ""))
                                .put("sourceUrl", page))
                .expectRefusal("CALL_KNOWN");
        moderator().post(SOURCES, web(page)).expectRefusal("SOURCE_KNOWN");
    }

    @Test
    @DisplayName("CST-4: what says nearly the same is kept, and says what it resembles")
    void nearly_the_same() {
        var page = page();
        SERVICES.page(page, labelled("Lamp " + unique, "Come on Sunday."));
        added(web(page));
        var first = queued("Lamp " + unique).path("call").path("callId").asString();
        var other = page();
        SERVICES.page(other, labelled("Lantern " + unique, "Come on Monday, and bring a friend."));
        added(web(other));

        var call = queued("Lantern " + unique);

        assertThat(call.path("resembles").findValuesAsString("callId")).contains(first);
        var alike = call.path("resembles").get(0);
        assertThat(alike.path("percent").asInt()).isBetween(50, 99);
        moderator().get(alike.path("href").asString()).expectSuccess();
        assertThat(queue("Lamp " + unique).getFirst().path("resembles").findValuesAsString("callId"))
                .doesNotContain(call.path("call").path("callId").asString());
    }

    @Test
    @DisplayName(
            "CST-4: a group is read, and read again when Whapi says so with the secret; told twice, it is heard once")
    void whatsapp() throws Exception {
        var chat = "1203" + Math.abs(unique.hashCode()) + "77777@g.us";
        SERVICES.chat(chat, labelled("Group " + unique, ""), "Good morning " + unique);
        var source = added(
                ApiClient.object().put("kind", "whatsapp").put("address", chat).put("name", "Group"));
        var call = queued("Group " + unique);
        assertThat(call.path("call").path("sourceUrl").asString()).isEqualTo("urn:backlot:ingestion-source:" + source);
        read(source, "");

        SERVICES.chat(chat, labelled("Group " + unique, ""), labelled("Later " + unique, "It is urgent now."));
        var notice = "{\"messages\":[{\"id\":\"" + unique + "\",\"chat_id\":\"" + chat
                + "\",\"type\":\"text\",\"text\":{\"body\":\"Title: Forged " + unique
                + "\\nRole: X\"},\"new\":1}],\"event\":{\"type\":\"messages\",\"event\":\"post\"},\"channel_id\":\"c\"}";
        assertThat(notify(notice, "guessed").statusCode()).isEqualTo(401);
        assertThat(notify("{\"messages\":[{}]}", IngestionServices.WEBHOOK_SECRET)
                        .statusCode())
                .isEqualTo(400);
        var heard = notify(notice, IngestionServices.WEBHOOK_SECRET);
        assertThat(heard.statusCode()).as(heard.body()).isEqualTo(200);
        assertThat(JSON.readTree(heard.body()).path("messages").asInt()).isEqualTo(1);
        assertThat(JSON.readTree(
                                notify(notice, IngestionServices.WEBHOOK_SECRET).body())
                        .path("messages")
                        .asInt())
                .isZero();

        queued("Later " + unique);
        assertThat(queue("Forged " + unique)).isEmpty();
        // Once by the clock, once for the notice.
        assertThat(SERVICES.asked(chat.replace("@", "%40"))).hasSize(2);
    }

    private static HttpResponse<String> notify(String body, String secret) throws IOException, InterruptedException {
        return HOUSE.backlot
                .http()
                .send(
                        HttpRequest.newBuilder(HOUSE.backlot.base().resolve("/api/v1/casting/ingestion/whapi"))
                                .header(IngestionServices.WEBHOOK_HEADER, secret)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName("CST-4: a source that cannot be read says why; its health is kept once, and its next turn is as asked")
    void failures() {
        var page = page();
        SERVICES.page(page, Said.status(429, "{}").with("Retry-After", "7200"));
        var source = added(web(page));

        var run = read(source, "").path("lastRun");
        health(source, "too_many_requests");
        assertThat(Duration.between(
                        Instant.parse(run.path("endedAt").asString()),
                        Instant.parse(run.path("nextAt").asString())))
                .isBetween(Duration.ofSeconds(7190), Duration.ofSeconds(7210));

        moderator().post(SOURCES + "/" + source + "/run", ApiClient.object()).expectSuccess();
        var again = read(source, run.path("endedAt").asString());
        assertThat(events("ingestion-source/" + source, "casting.SourceFailing"))
                .isEqualTo(1);

        SERVICES.page(page, Said.status(402, "{}"));
        moderator().post(SOURCES + "/" + source + "/run", ApiClient.object()).expectSuccess();
        var broke = read(source, again.path("lastRun").path("endedAt").asString());
        assertThat(broke.path("lastRun").path("failure").asString()).isEqualTo("credit_used_up");

        SERVICES.page(page, "Nothing of interest.");
        moderator().post(SOURCES + "/" + source + "/run", ApiClient.object()).expectSuccess();
        var well = read(source, broke.path("lastRun").path("endedAt").asString());
        assertThat(well.path("lastRun").path("failure").isMissingNode()).isTrue();
        health(source, "");
        assertThat(events("ingestion-source/" + source, "casting.SourceRecovered"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("CST-4: paused it is not read, resumed it is, removed it is gone with its address")
    void life_of_a_source() {
        var page = page();
        SERVICES.page(page, "Nothing of interest.");
        var source = added(web(page));
        var before = read(source, "").path("lastRun").path("endedAt").asString();

        moderator()
                .post(SOURCES + "/" + source + "/pause", ApiClient.object().put("reason", "too noisy"))
                .expectSuccess();
        assertThat(source(source).path("status").asString()).isEqualTo("paused");
        moderator().post(SOURCES + "/" + source + "/run", ApiClient.object()).expectRefusal("SOURCE_PAUSED");
        moderator()
                .put(
                        SOURCES + "/" + source,
                        ApiClient.object().put("name", "Other").set("keywords", JSON.createArrayNode()))
                .expectSuccess();
        assertThat(source(source).path("keywords").isEmpty()).isTrue();
        moderator().post(SOURCES + "/" + source + "/resume", ApiClient.object()).expectSuccess();
        assertThat(read(source, before).path("status").asString()).isEqualTo("active");

        moderator().delete(SOURCES + "/" + source + "?reason=gone").expectSuccess();
        moderator().get(SOURCES + "/" + source).expectRefusal("NOT_FOUND");
        moderator().post(SOURCES + "/" + source + "/run", ApiClient.object()).expectRefusal("NOT_FOUND");
        moderator().post(SOURCES, web(page)).expectSuccess();
        moderator().post(SOURCES, web("https://10.0.0.1/")).expectRefusal("SOURCE_ADDRESS_REFUSED");
    }

    @Test
    @DisplayName(
            "CST-4: without a model a post that is not well formed waits and is refused with 503; dismissed, it waits no more")
    void waits_for_a_model() {
        var page = page();
        SERVICES.page(page, "We look for an actor, " + unique + ", call 0501234567.");
        added(web(page));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> waiting(unique).stream()
                        .anyMatch(post -> post.path("reason").asString("").equals("PROVIDER_NOT_CONFIGURED")));
        var post = waiting(unique).getFirst().path("postId").asString();

        var refused = moderator().post(POSTS + "/" + post + "/extract", ApiClient.object());
        refused.expectRefusal("PROVIDER_NOT_CONFIGURED");
        assertThat(refused.text()).contains("BACKLOT_MODEL_URL");
        assertThat(events("found-post/" + post, "casting.PostPostponed")).isEqualTo(1);
        assertThat(HOUSE.backlot
                        .running()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql("select payload from log.event where stream = ? and type = 'casting.PostFound'")
                        .param("found-post/" + post)
                        .query(String.class)
                        .single())
                .contains("sealed:v1:")
                .doesNotContain("0501234567");

        moderator()
                .post(POSTS + "/" + post + "/dismiss", ApiClient.object().put("reason", "no call"))
                .expectSuccess();
        assertThat(waiting(unique)).isEmpty();
        moderator().post(POSTS + "/" + post + "/extract", ApiClient.object()).expectRefusal("POST_SETTLED");
    }

    @Test
    @DisplayName(
            "CST-4 PLT-6: another node, with a model, takes up what waited; and each source is read by one of them, once")
    void two_nodes() {
        var page = page();
        SERVICES.page(page, "We look for an actor, Idris, for " + unique + " in Riyadh.");
        added(web(page));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> waiting(unique).stream().anyMatch(post -> post.hasNonNull("reason")));

        try (var model = new StubService(
                        asked -> asked.body().contains(unique) ? answer(unique) : Said.status(503, "{}"));
                var _ = IngestionNode.start(HOUSE.backlot.running().context(), model.address())) {
            var post = waiting(unique).getFirst().path("postId").asString();
            // Whichever node it comes to: the one without a model leaves it waiting.
            Awaitility.await().atMost(SOON).until(() -> {
                itsTimeHasCome(post);
                return queue(unique).size() == 1;
            });
            var call = queued(unique);
            assertThat(call.path("call").path("roles").get(0).path("name").asString())
                    .isEqualTo("Idris");
            assertThat(model.asked()).isNotEmpty();

            var sources = new ArrayList<String>();
            for (int i = 0; i < 12; i++) {
                var each = page();
                SERVICES.page(each, labelled("Node " + i + " of " + unique, "Number " + i));
                added(web(each));
                sources.add(each);
            }
            for (int i = 0; i < sources.size(); i++) {
                queued("Node " + i + " of " + unique);
            }
            assertThat(sources)
                    .allSatisfy(each -> assertThat(SERVICES.asked(each)).hasSize(1));
        }
    }

    private static void itsTimeHasCome(String post) {
        HOUSE.backlot
                .running()
                .context()
                .getBean(JdbcClient.class)
                .sql("""
                        update scheduled_tasks set execution_time = now()
                        where task_name = 'casting-post-extraction' and task_instance = ? and not picked
                        """)
                .param(post)
                .update();
    }

    private static Said answer(String title) {
        var content = ApiClient.object().put("isCastingCall", true).put("title", "an actor for " + title);
        content.put("description", "an actor, Idris, in Riyadh").put("location", "Riyadh");
        for (var absent : List.of("company", "compensation", "requirements", "deadline", "contact")) {
            content.putNull(absent);
        }
        var role = content.putArray("roles").addObject().put("name", "Idris").putNull("description");
        for (var none : List.of("ageRanges", "skills", "languages")) {
            role.putArray(none);
        }
        var answer = ApiClient.object();
        var choice = answer.putArray("choices").addObject().put("finish_reason", "stop");
        choice.putObject("message").put("content", content.toString());
        return Said.json(answer.toString());
    }

    @Test
    @DisplayName("CST-4: whoever dies at a crawl is followed by another one, who goes on with it and begins none")
    void taken_over() {
        var site = page();
        SERVICES.crawl(site, Said.json("{\"status\":\"scraping\",\"total\":2,\"completed\":0,\"data\":[]}"));
        var source = added(web(site).put("wholeSite", true));
        Awaitility.await().atMost(SOON).until(() -> SERVICES.asked(site).size() >= 2);

        // As a process leaves it that was killed between two looks, or at one.
        Awaitility.await()
                .atMost(SOON)
                .until(() -> HOUSE.backlot
                                .running()
                                .context()
                                .getBean(JdbcClient.class)
                                .sql("""
                                update scheduled_tasks set picked = true, picked_by = 'killed',
                                    last_heartbeat = now() - interval '1 hour'
                                where task_name = 'casting-source-poll' and task_instance = ? and not picked
                                """)
                                .param(source)
                                .update()
                        == 1);
        SERVICES.crawl(
                site,
                Said.json("{\"status\":\"completed\",\"data\":["
                        + IngestionServices.pageOf(site + "/1", labelled("Site " + unique, "")) + "]}"));

        queued("Site " + unique);
        assertThat(SERVICES.asked(site).stream().filter(asked -> asked.path().equals("/crawl")))
                .hasSize(1);
    }
}
