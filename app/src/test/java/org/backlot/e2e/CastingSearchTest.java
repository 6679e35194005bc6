package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Search for talents and calls, over HTTP")
class CastingSearchTest {
    private static final CastingHouse HOUSE = CastingHouse.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SEARCH = "/api/v1/casting/search";

    @AfterAll
    static void replay_is_live() {
        assertThat(HOUSE.backlot
                        .running()
                        .context()
                        .getBean(Rebuilds.class)
                        .compare("casting-search")
                        .differences())
                .isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ApiClient reader(Person person) {
        person.api().hasSeen(HOUSE.head());
        return person.api();
    }

    private static JsonNode search(Person person, String parameters) {
        return reader(person).get(SEARCH + parameters).expectSuccess().json();
    }

    private static List<String> ids(JsonNode page, String field) {
        var ids = new ArrayList<String>();
        page.path("data").forEach(hit -> ids.add(hit.path(field).asString()));
        return ids;
    }

    private static Person talent(String name) {
        var talent = HOUSE.backlot.somebody("talent");
        talent.api()
                .post(
                        "/api/v1/casting/talents/me",
                        ApiClient.object().put("bornOn", "1996-03-01").set("details", CastingHouse.detailsBody(name)))
                .expectSuccess();
        return talent;
    }

    private static ObjectNode wanted(String name, String kind, String text) {
        return ApiClient.object().put("name", name).put("kind", kind).put("text", text);
    }

    @Test
    @DisplayName("CST-5 CST-6: a call is found within a second of its approval, and not before, by anybody")
    void approved_is_found() throws IOException, InterruptedException {
        var word = "Zephyrine";
        var call = HOUSE.draft(HOUSE.hirer, CastingHouse.content("The " + word + " Tapes"));
        HOUSE.hirer
                .api()
                .post("/api/v1/casting/calls/" + call + "/publish", ApiClient.object())
                .expectSuccess();
        assertThat(ids(search(HOUSE.moderator, "/calls?text=" + word), "callId"))
                .isEmpty();

        HOUSE.moderator
                .api()
                .post(
                        "/api/v1/casting/moderation/calls/" + call + "/approve",
                        ApiClient.object().put("reason", "as agreed"))
                .expectSuccess();
        // Without a position, as strangers do: the view follows by itself.
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ids(
                                HOUSE.backlot
                                        .anonymous()
                                        .get(SEARCH + "/calls?text=" + word)
                                        .expectSuccess()
                                        .json(),
                                "callId")
                        .equals(List.of(call.toString())));
        HOUSE.hirer
                .api()
                .post("/api/v1/casting/calls/" + call + "/close", ApiClient.object())
                .expectSuccess();
        assertThat(ids(search(HOUSE.hirer, "/calls?text=" + word), "callId")).isEmpty();
    }

    @Test
    @DisplayName("CST-6: a talent is found in either script, with highlights, facets and distance")
    void found() {
        var talent = talent("شهرزاد المنصوري");
        var page = search(
                HOUSE.stranger,
                "/talents?text=Shahrzad+Mansouri&skill=" + encoded("ركوب الخيل")
                        + "&place=Saudi+Arabia&near=Riyadh&facets=skill,city");
        assertThat(ids(page, "accountId")).containsExactly(talent.accountId());
        var hit = page.path("data").get(0);
        assertThat(hit.path("distanceKm").asDouble()).isZero();
        assertThat(hit.path("highlights").get(0).path("field").asString()).isEqualTo("name");
        assertThat(page.path("facets").path("city").get(0).path("value").asString())
                .isEqualTo("Riyadh");
        assertThat(page.path("total").asLong()).isEqualTo(1);
        assertThat(page.path("totalIsExact").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("CST-6 IDN-9: with the answer to the withdrawal of a consent, a minor is in no search any more")
    void minors() {
        var child = HOUSE.backlot.somebody("talent");
        child.api()
                .post(
                        "/api/v1/casting/talents/me",
                        ApiClient.object()
                                .put("bornOn", CastingHouse.ofAge(15).toString())
                                .set("details", CastingHouse.detailsBody("Mirabelle Quince")))
                .expectSuccess();
        child.api()
                .post(
                        "/api/v1/casting/talents/me/guardian",
                        ApiClient.object().put("guardianId", HOUSE.guardian.accountId()))
                .expectSuccess();
        var consent = "/api/v1/casting/talents/" + child.accountId() + "/consent";
        for (var person : List.of(HOUSE.stranger, HOUSE.moderator, child)) {
            assertThat(ids(search(person, "/talents?text=Mirabelle"), "accountId"))
                    .isEmpty();
        }
        HOUSE.guardian.api().post(consent, ApiClient.object()).expectSuccess();
        assertThat(ids(search(HOUSE.stranger, "/talents?text=Mirabelle"), "accountId"))
                .containsExactly(child.accountId());
        HOUSE.guardian.api().delete(consent + "?reason=exams").expectSuccess();
        // At once, for whoever asks.
        assertThat(HOUSE.stranger
                        .api()
                        .get(SEARCH + "/talents?text=Mirabelle")
                        .expectSuccess()
                        .json()
                        .path("total")
                        .asLong())
                .isZero();
    }

    @Test
    @DisplayName("CST-6: whoever keeps a search is told live, in a list and by mail of what newly matches")
    void alerts() throws IOException, InterruptedException {
        var keeper = HOUSE.backlot.somebody("production");
        var saved = keeper.api()
                .post(SEARCH + "/saved", wanted("Names", "talent", "Yasmeen Fawzi"))
                .expectSuccess()
                .json()
                .path("savedSearchId")
                .asString();
        keeper.api()
                .post(SEARCH + "/saved", wanted("Other", "talent", "yasmeen FAWZI"))
                .expectRefusal("SEARCH_SAVED_ALREADY");
        long from = HOUSE.head();
        var talent = talent("ياسمين فوزي");

        var request = HttpRequest.newBuilder(HOUSE.backlot.base().resolve(SEARCH + "/alerts/events"))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(from))
                .header("Authorization", "Bearer " + keeper.api().token().orElseThrow())
                .build();
        var live = HOUSE.backlot.http().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(live.statusCode()).isEqualTo(200);
        try (var lines = live.body()) {
            var told =
                    lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
            assertThat(told).contains(talent.accountId(), saved).doesNotContain("ياسمين");
        }
        var list = reader(keeper).get(SEARCH + "/alerts").expectSuccess().json();
        assertThat(ids(list, "targetId")).containsExactly(talent.accountId());
        Awaitility.await().atMost(PATIENCE).until(() -> mails(keeper) == 1);

        keeper.api().delete(SEARCH + "/saved/" + saved).expectSuccess();
        assertThat(ids(reader(keeper).get(SEARCH + "/alerts").expectSuccess().json(), "targetId"))
                .isEmpty();
        assertThat(reader(keeper)
                        .get(SEARCH + "/saved")
                        .expectSuccess()
                        .json()
                        .path("data")
                        .size())
                .isZero();
    }

    private static long mails(Person person) {
        long count = 0;
        for (var mail : HOUSE.backlot.anonymous().get("/standalone/mailbox").json()) {
            if (mail.path("to").toString().contains("\"" + person.email() + "\"")
                    && mail.path("subject").asString().equals("There is something new for a search you keep")) {
                count++;
            }
        }
        return count;
    }

    @Test
    @DisplayName(
            "CST-6 CMP-2: what somebody searched for is theirs alone and goes with them; what is counted names nobody")
    void history() {
        var admin = HOUSE.backlot.somebody("admin", "search@operator.example");
        var person = HOUSE.backlot.somebody("production");
        var term = "quixotry" + UUID.randomUUID().toString().substring(0, 8);
        search(person, "/talents?text=" + term);
        search(person, "/talents?text=" + term + "&skill=Fencing");
        Awaitility.await().atMost(PATIENCE).until(() -> history(person).size() == 2);
        assertThat(history(person).get(0).path("wish").path("text").asString()).isEqualTo(term);
        assertThat(history(HOUSE.stranger).toString()).doesNotContain(term);

        var analytics =
                admin.api().get(SEARCH + "/analytics?days=1").expectSuccess().json();
        assertThat(analytics.path("vain").toString()).contains(term).doesNotContain(person.accountId());

        person.api().post(SEARCH + "/saved", wanted("Mine", "talent", term)).expectSuccess();
        person.api().delete("/api/v1/registry/accounts/" + person.accountId()).expectSuccess();
        var database = HOUSE.backlot.running().context().getBean(JdbcClient.class);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> database.sql("select (select count(*) from search_log.history"
                                        + " where account_id = :person) + (select count(*) from casting_search.saved"
                                        + " where account_id = :person)")
                                .param("person", UUID.fromString(person.accountId()))
                                .query(Long.class)
                                .single()
                        == 0);
        assertThat(database.sql("select string_agg(payload::text, ' ') from log.event where stream = ?")
                        .param("saved-searches/" + person.accountId())
                        .query(String.class)
                        .single())
                .contains("sealed:v1:")
                .doesNotContain(term);
    }

    private static JsonNode history(Person person) {
        return person.api().get(SEARCH + "/history").expectSuccess().json().path("data");
    }

    @Test
    @DisplayName(
            "CST-6: pages follow their cursor to the end; what is no cursor of this search is refused, never a 500")
    void cursors() {
        for (int number = 0; number < 5; number++) {
            HOUSE.published(HOUSE.verifiedHirer);
        }
        var seen = new ArrayList<String>();
        var page = search(HOUSE.stranger, "/calls?text=reel&limit=2");
        var cursor = page.path("next_cursor").asString();
        seen.addAll(ids(page, "callId"));
        while (page.hasNonNull("next_cursor")) {
            page = search(
                    HOUSE.stranger,
                    "/calls?text=reel&limit=2&cursor="
                            + page.path("next_cursor").asString());
            seen.addAll(ids(page, "callId"));
        }
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);

        var bytes = Base64.getUrlDecoder().decode(cursor);
        for (int at = 0; at < bytes.length; at++) {
            var other = bytes.clone();
            other[at] ^= (byte) 0xff;
            var reply = reader(HOUSE.stranger)
                    .get(SEARCH + "/calls?text=reel&limit=2&cursor="
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(other));
            assertThat(reply.status()).as("byte " + at).isIn(200, 400);
        }
        for (var nonsense : List.of("", "x", "AAAA", cursor + "A", cursor.substring(1), "%00", encoded("محمد"))) {
            reader(HOUSE.stranger)
                    .get(SEARCH + "/calls?text=reel&cursor=" + nonsense)
                    .expectRefusal("PARAMETER_INVALID");
        }
        reader(HOUSE.stranger)
                .get(SEARCH + "/calls?text=other&limit=2&cursor=" + cursor)
                .expectRefusal("PARAMETER_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text=a%00b",
                "text=%E2%80%AEgnp",
                "text=%EF%BF%BF",
                "text=MARKS",
                "text=",
                "near=nowhere",
                "near=91,0",
                "near=NaN,0",
                "near=Riyadh&radiusKm=0",
                "near=Riyadh&radiusKm=99999",
                "limit=0",
                "limit=101",
                "facets=name",
                "experience=much",
                "ageRange=7",
                "skill=%00",
                "skill=1&skill=2&skill=3&skill=4&skill=5&skill=6&skill=7&skill=8&skill=9&skill=10&skill=11&skill=12&skill=13"
                        + "&skill=14&skill=15&skill=16&skill=17&skill=18&skill=19&skill=20&skill=21"
            })
    @DisplayName("CST-6 PLT-1: what cannot be searched for is refused with a code, never a 500")
    void refused(String parameters) {
        var reply = reader(HOUSE.stranger)
                .get(SEARCH + "/talents?" + parameters.replace("MARKS", "q" + "%CC%A3".repeat(500)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop schema casting_search cascade; --",
                "a & b | !c",
                "\\",
                "'\\''",
                ":*",
                "<-> (",
                "q\u0323\u0323\u0323\u0323\u0323\u0323\u0323\u0323uill",
                "o\u200bu\u200bd",
                "😀😀",
                "%",
                "ﷺ",
                "٣٤"
            })
    @DisplayName("CST-6 PLT-1: whatever else is typed is looked for as words, and breaks nothing")
    void harmless(String text) {
        for (var kind : List.of("talents", "calls")) {
            assertThat(reader(HOUSE.stranger)
                            .get(SEARCH + "/" + kind + "?text=" + encoded(text))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(ids(search(HOUSE.stranger, "/talents?text=Noura"), "accountId"))
                .isNotEmpty();
    }
}
