package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.backlot.casting.api.CallCommand.PublishCall;
import org.backlot.casting.api.TalentCommand.CreateTalentProfile;
import org.backlot.casting.api.TalentCommand.GiveConsent;
import org.backlot.casting.api.TalentCommand.NameGuardian;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.ApiClient.Reply;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Talent, casting calls and applications")
class CastingTest {
    private static final CastingHouse HOUSE = CastingHouse.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AfterAll
    static void replay_equals_live() {
        var rebuilds = HOUSE.backlot.running().context().getBean(Rebuilds.class);
        for (var view : List.of("casting", "casting-access", "verifications", "access")) {
            assertThat(rebuilds.compare(view).differences()).as(view).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "IDN-9 CST-1: a minor is seen by nobody until the guardian consents, and by nobody once they no longer do")
    void minors() {
        var child = HOUSE.backlot.somebody("talent");
        var parent = HOUSE.backlot.somebody("vendor");
        HOUSE.verify(parent);
        created(child, "Salma", CastingHouse.ofAge(15).toString());
        var profile = "/api/v1/casting/talents/" + child.accountId();
        var call = HOUSE.published(HOUSE.hirer);

        applies(child, call).expectRefusal("GUARDIAN_CONSENT_REQUIRED");
        reader(HOUSE.hirer).get(profile).expectRefusal("NOT_FOUND");
        child.api()
                .post("/api/v1/casting/talents/me/guardian", ApiClient.object().put("guardianId", parent.accountId()))
                .expectSuccess();
        mailed(parent, "You are asked to consent for a minor");
        reader(parent).get("/api/v1/casting/wards").expectSuccess();
        HOUSE.stranger.api().post(profile + "/consent", ApiClient.object()).expectRefusal("NOT_FOUND");

        parent.api().post(profile + "/consent", ApiClient.object()).expectSuccess();
        var shown = reader(HOUSE.hirer).get(profile).expectSuccess();
        assertThat(shown.json().path("ageRange").asString()).isEqualTo("under-18");
        assertThat(shown.text()).doesNotContain(CastingHouse.ofAge(15).toString());
        var application = id(applies(child, call).expectSuccess(), "applicationId");

        parent.api().delete(profile + "/consent?reason=exams").expectSuccess();
        // With the answer, for whoever asks: no position is sent along.
        HOUSE.hirer.api().get(profile).expectRefusal("NOT_FOUND");
        HOUSE.hirer
                .api()
                .post("/api/v1/casting/applications/" + application + "/views", ApiClient.object())
                .expectRefusal("MATERIAL_WITHDRAWN");
        var row = reader(HOUSE.hirer)
                .get("/api/v1/casting/own/calls/" + call + "/applications")
                .expectSuccess()
                .json()
                .path("data")
                .get(0);
        assertThat(row.path("application").path("status").asString()).isEqualTo("withdrawn");
        assertThat(row.path("name").isMissingNode() || row.path("name").isNull())
                .isTrue();
        applies(child, HOUSE.published(HOUSE.hirer)).expectRefusal("GUARDIAN_CONSENT_REQUIRED");
    }

    @Test
    @DisplayName(
            "IDN-9 CST-3: a guardian is told by mail what is decided of their ward's application, and of nothing once"
                    + " they consent no longer")
    void guardian_is_told() throws Exception {
        var child = HOUSE.backlot.somebody("talent");
        var parent = HOUSE.backlot.somebody("vendor");
        HOUSE.verify(parent);
        created(child, "Salma", CastingHouse.ofAge(15).toString());
        HOUSE.<Object>send(new NameGuardian(CastingHouse.account(child), CastingHouse.account(parent)));
        HOUSE.<Object>send(new GiveConsent(CastingHouse.account(child), CastingHouse.account(parent)));
        var application =
                id(applies(child, HOUSE.published(HOUSE.verifiedHirer)).expectSuccess(), "applicationId");
        var path = "/api/v1/casting/applications/" + application;

        decides(path, "SHORTLIST");
        mailed(child, "You are on the shortlist", application);
        mailed(parent, "A minor for whom you answer is on the shortlist", application);
        reader(parent).get(path).expectSuccess();

        HOUSE.backlot.holding("casting-mail", () -> {
            decides(path, "OFFER");
            parent.api()
                    .delete("/api/v1/casting/talents/" + child.accountId() + "/consent?reason=exams")
                    .expectSuccess();
        });
        mailed(child, "You are offered a role", application);
        // Put in with the mail to the ward: once none waits, it is known whether this one was sent.
        Awaitility.await().atMost(PATIENCE).until(HOUSE::noGuardianWaits);
        assertThat(mailsTo(parent))
                .extracting(mail -> mail.path("subject").asString())
                .contains("A minor for whom you answer is on the shortlist")
                .doesNotContain("A minor for whom you answer is offered a role");
        assertThat(mailsTo(parent))
                .allSatisfy(mail -> assertThat(mail.path("text").asString()).doesNotContain("Salma"));
    }

    @Test
    @DisplayName(
            "CST-1: a profile says how complete it is, and nobody is told a day of birth, its owner's hirers least")
    void profile() {
        var talent = HOUSE.backlot.somebody("talent");
        created(talent, "Noura", "1996-03-01");
        var before =
                reader(talent).get("/api/v1/casting/talents/me").expectSuccess().json();
        assertThat(before.path("profile").path("completeness").path("score").asInt())
                .isEqualTo(60);

        talent.api()
                .post(
                        "/api/v1/casting/talents/me/portfolio",
                        ApiClient.object()
                                .put("assetId", HOUSE.photo(talent).toString())
                                .put("title", "Face"))
                .expectSuccess();
        var after = reader(talent).get("/api/v1/casting/talents/me").expectSuccess();
        var profile = after.json().path("profile");
        assertThat(profile.path("completeness").path("score").asInt()).isEqualTo(70);
        assertThat(profile.path("completeness").path("parts").toString())
                .contains("{\"name\":\"photo\",\"points\":10,\"of\":10}", "{\"name\":\"reel\",\"points\":0,\"of\":10}");
        assertThat(profile.path("ageRange").asString()).isEqualTo("26-35");
        assertThat(after.text()).doesNotContain("1996-03-01");
        assertThat(inTheLog(talent))
                .contains("sealed:v1:")
                .doesNotContain("1996-03-01")
                .doesNotContain("Noura");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nour\\u202Eahtoon", "Nou\\u0000ra", "\\u200B\\u2060", "\\uD800", "MARKS", "LONG"})
    @DisplayName("CST-1 PLT-1: names that are not what they seem are refused, never a 500")
    void abusive_names(String name) {
        var text = name.replace("MARKS", "q" + "\\u0323".repeat(10_000)).replace("LONG", "x".repeat(201));
        var body = "{\"bornOn\":\"1990-01-01\",\"details\":{\"name\":\"" + text + "\",\"skills\":[],\"languages\":[]}}";
        var refusal = HOUSE.talent.api().postText("/api/v1/casting/talents/me", "application/json", body);
        assertThat(refusal.status()).as(refusal.text()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "CST-2 CST-5: without a verified identity a call waits for a moderator; approved, it is found by its filters, and"
                    + " its poster is told by mail")
    void moderated() {
        var title = "Tent Scene " + UUID.randomUUID();
        var draft = HOUSE.hirer.api().post("/api/v1/casting/calls", call(title)).expectSuccess();
        var call = id(draft, "callId");
        assertThat(draft.json().path("status").asString()).isEqualTo("draft");
        var stands = HOUSE.hirer.api().post("/api/v1/casting/calls/" + call + "/publish", ApiClient.object());
        assertThat(stands.expectSuccess().json().path("status").asString()).isEqualTo("in_review");
        assertThat(found(HOUSE.hirer, "text=" + title.replace(" ", "+"))).isEmpty();
        assertThat(reader(HOUSE.moderator)
                        .get("/api/v1/casting/moderation/calls?limit=100")
                        .text())
                .contains(call);

        HOUSE.moderator
                .api()
                .post(
                        "/api/v1/casting/moderation/calls/" + call + "/approve",
                        ApiClient.object().put("reason", "a real production"))
                .expectSuccess();
        for (var filter : List.of("", "&location=riyadh", "&skill=riding", "&ageRange=26-35")) {
            assertThat(found(HOUSE.moderator, "text=" + title.replace(" ", "+") + filter))
                    .as(filter)
                    .containsExactly(call);
        }
        for (var filter : List.of("&location=Jeddah", "&skill=Fencing", "&language=French")) {
            assertThat(found(HOUSE.moderator, "text=" + title.replace(" ", "+") + filter))
                    .as(filter)
                    .isEmpty();
        }
        var history = reader(HOUSE.hirer)
                .get("/api/v1/casting/own/calls/" + call)
                .expectSuccess()
                .json()
                .path("history");
        assertThat(history.findValuesAsString("what"))
                .containsExactly("CallDrafted", "CallSubmittedForReview", "CallApproved", "CallPublished");
        assertThat(history.get(2).path("by").asString()).isEqualTo(HOUSE.moderator.accountId());
        assertThat(history.get(2).path("reason").asString()).isEqualTo("a real production");
        mailed(HOUSE.hirer, "Your casting call is published", call);
    }

    @Test
    @DisplayName("CST-5: of many decisions each has its own outcome, and one that is refused keeps nothing else back")
    void bulk() {
        var first = HOUSE.inReview(HOUSE.hirer);
        var draft = HOUSE.draft(HOUSE.hirer);
        var double1 = HOUSE.inReview(HOUSE.hirer);
        var published = HOUSE.published(HOUSE.hirer);
        var body = ApiClient.object();
        var items = body.putArray("items");
        items.add(item(first, "APPROVE"));
        items.add(item(draft, "REJECT"));
        items.add(item(new CastingCallId(UUID.randomUUID()), "REJECT"));
        items.add(item(double1, "MERGE").put("into", published.toString()));
        items.add(item(first, "MERGE").put("into", draft.toString()));

        var key = UUID.randomUUID().toString();
        var done = HOUSE.moderator
                .api()
                .post("/api/v1/casting/moderation/bulk", body, key)
                .expectSuccess();

        var outcomes = done.json().path("data");
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes.get(0).path("status").asString()).isEqualTo("published");
        assertThat(outcomes.get(1).path("code").asString()).isEqualTo("CALL_NOT_IN_REVIEW");
        assertThat(outcomes.get(2).path("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(outcomes.get(3).path("status").asString()).isEqualTo("merged");
        assertThat(outcomes.get(4).path("code").asString()).isEqualTo("MERGE_INTO_ITSELF");
        assertThat(HOUSE.moderator
                        .api()
                        .post("/api/v1/casting/moderation/bulk", body, key)
                        .json())
                .isEqualTo(done.json());
        reader(HOUSE.hirer).get("/api/v1/casting/calls/" + first).expectSuccess();
        reader(HOUSE.hirer).get("/api/v1/casting/calls/" + double1).expectRefusal("NOT_FOUND");
        mailed(HOUSE.hirer, "Your casting call was merged with another one", double1.toString());
    }

    @Test
    @DisplayName("CST-5: a poster is told by mail that their call was not approved, and reads why in its history")
    void rejected() {
        var call = HOUSE.inReview(HOUSE.hirer);
        HOUSE.moderator
                .api()
                .post(
                        "/api/v1/casting/moderation/calls/" + call + "/reject",
                        ApiClient.object().put("reason", "it asks for money"))
                .expectSuccess();
        mailed(HOUSE.hirer, "Your casting call was not approved", call.toString());
        assertThat(reader(HOUSE.hirer)
                        .get("/api/v1/casting/own/calls/" + call)
                        .expectSuccess()
                        .json()
                        .path("history")
                        .findValuesAsString("reason"))
                .contains("it asks for money");
    }

    @Test
    @DisplayName("CST-2: a call closes by itself at its deadline, and takes no application after it")
    void deadline() {
        var call = HOUSE.draft(
                HOUSE.hirer, CastingHouse.content("Short notice", Instant.now().plus(Duration.ofMillis(1_500))));
        HOUSE.<Object>send(new PublishCall(call, CastingHouse.account(HOUSE.hirer), true));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> HOUSE.backlot
                        .anonymous()
                        .get("/api/v1/casting/calls/" + call)
                        .json()
                        .path("status")
                        .asString("")
                        .equals("closed"));
        applies(HOUSE.talent, call).expectRefusal("CALL_NOT_OPEN");
    }

    @Test
    @DisplayName(
            "CST-3: the talent sees every status and every look, also when the call is gone, live and in the history")
    void whole_story() throws Exception {
        var talent = grown();
        var call = HOUSE.published(HOUSE.verifiedHirer);
        long begin = HOUSE.head();
        var application = id(applies(talent, call).expectSuccess(), "applicationId");
        var path = "/api/v1/casting/applications/" + application;
        mailed(HOUSE.verifiedHirer, "Somebody has applied to your call");
        var material = HOUSE.verifiedHirer
                .api()
                .post(path + "/views", ApiClient.object())
                .expectSuccess();
        assertThat(material.json().path("note").asString()).isEqualTo("I ride.");
        decides(path, "SHORTLIST");
        HOUSE.verifiedHirer.api().post(path + "/views", ApiClient.object()).expectSuccess();
        decides(path, "OFFER");
        mailed(talent, "You are offered a role");
        HOUSE.verifiedHirer
                .api()
                .delete("/api/v1/casting/calls/" + call + "?reason=cast")
                .expectSuccess();
        talent.api()
                .post(path + "/answer", ApiClient.object().put("answer", "ACCEPT"))
                .expectSuccess();

        var history = List.of(
                "ApplicationSubmitted",
                "ApplicationViewed",
                "ApplicationShortlisted",
                "ApplicationViewed",
                "ApplicationOffered",
                "OfferAccepted");
        var own = reader(talent)
                .get("/api/v1/casting/applications")
                .expectSuccess()
                .json()
                .path("data");
        assertThat(own).hasSize(1);
        assertThat(own.get(0).path("callTitle").asString()).isEqualTo("The Last Reel");
        assertThat(own.get(0).path("status").asString()).isEqualTo("accepted");
        assertThat(own.get(0).path("history").findValuesAsString("what")).isEqualTo(history);
        assertThat(told(talent, begin, history.size())).isEqualTo(history);
        assertThat(told(HOUSE.verifiedHirer, positions(own).get(2), 3))
                .as("from where it broke off")
                .isEqualTo(history.subList(3, 6));
    }

    @Test
    @DisplayName("CST-3: the stream tells what happens while it is open")
    void live() throws Exception {
        var talent = grown();
        var answer = stream(talent, -1);
        var application =
                id(applies(talent, HOUSE.published(HOUSE.verifiedHirer)).expectSuccess(), "applicationId");
        try (var lines = answer.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:"))
                            .findFirst()
                            .orElseThrow())
                    .contains("ApplicationSubmitted", application);
        }
    }

    @Test
    @DisplayName("CST-3: one application for each role, however many are sent at once; five a month are free")
    void limits() throws Exception {
        var talent = grown();
        var call = HOUSE.published(HOUSE.hirer);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tries = IntStream.range(0, 4)
                    .<Callable<Reply>>mapToObj(_ -> () -> applies(talent, call))
                    .toList();
            var replies = new ArrayList<Reply>();
            for (var done : threads.invokeAll(tries)) {
                replies.add(done.get());
            }
            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 201)
                    .allSatisfy(reply -> assertThat(reply.code())
                            .hasValueSatisfying(code -> assertThat(code).isIn("ALREADY_APPLIED", "CONCURRENT_CHANGE")));
        }
        for (int number = 2; number <= 5; number++) {
            applies(talent, HOUSE.published(HOUSE.hirer)).expectSuccess();
        }
        var refusal = applies(talent, HOUSE.published(HOUSE.hirer)).expectRefusal("APPLICATION_LIMIT_REACHED");
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.json().path("used").asInt()).isEqualTo(5);
    }

    @Test
    @DisplayName("IDN-8 CST-3: who is not verified applies for nothing")
    void not_verified() {
        var talent = HOUSE.backlot.somebody("talent");
        created(talent, "Noura", "1996-03-01");
        applies(talent, HOUSE.published(HOUSE.hirer)).expectRefusal("VERIFICATION_REQUIRED");
        HOUSE.moderator
                .api()
                .post(
                        "/api/v1/admin/verifications/" + talent.accountId(),
                        ApiClient.object().put("reason", "papers seen"))
                .expectSuccess();
        applies(talent, HOUSE.published(HOUSE.hirer)).expectSuccess();
    }

    @Test
    @DisplayName("CMP-2: who is forgotten is seen by nobody, applies for nothing, and answers for nobody")
    void forgotten() {
        var talent = grown();
        var call = HOUSE.published(HOUSE.hirer);
        var application = id(applies(talent, call).expectSuccess(), "applicationId");
        var child = HOUSE.backlot.somebody("talent");
        created(child, "Salma", CastingHouse.ofAge(15).toString());
        child.api()
                .post("/api/v1/casting/talents/me/guardian", ApiClient.object().put("guardianId", talent.accountId()))
                .expectSuccess();
        talent.api()
                .post("/api/v1/casting/talents/" + child.accountId() + "/consent", ApiClient.object())
                .expectSuccess();
        HOUSE.hirer.api().get("/api/v1/casting/talents/" + child.accountId());

        talent.api().delete("/api/v1/registry/accounts/" + talent.accountId()).expectSuccess();

        HOUSE.hirer.api().get("/api/v1/casting/talents/" + talent.accountId()).expectRefusal("NOT_FOUND");
        HOUSE.hirer.api().get("/api/v1/casting/talents/" + child.accountId()).expectRefusal("NOT_FOUND");
        var left = reader(HOUSE.hirer)
                .get("/api/v1/casting/applications/" + application)
                .expectSuccess()
                .json();
        assertThat(left.path("status").asString()).isEqualTo("withdrawn");
    }

    private static Person grown() {
        var talent = HOUSE.backlot.somebody("talent");
        HOUSE.verify(talent);
        HOUSE.<Object>send(new CreateTalentProfile(
                CastingHouse.account(talent),
                Personal.of(CastingHouse.GROWN),
                Personal.of(CastingHouse.details("Noura"))));
        return talent;
    }

    private static void created(Person talent, String name, String bornOn) {
        var body = ApiClient.object().put("bornOn", bornOn);
        body.set("details", CastingHouse.detailsBody(name));
        talent.api().post("/api/v1/casting/talents/me", body).expectSuccess();
    }

    private static Reply applies(Person talent, CastingCallId call) {
        return talent.api()
                .post(
                        "/api/v1/casting/applications",
                        ApiClient.object()
                                .put("callId", call.toString())
                                .put("roleId", CastingHouse.LEAD.toString())
                                .put("note", "I ride."));
    }

    private static void decides(String application, String decision) {
        HOUSE.verifiedHirer
                .api()
                .post(application + "/decision", ApiClient.object().put("decision", decision))
                .expectSuccess();
    }

    private static ObjectNode call(String title) {
        var body = ApiClient.object();
        body.set("content", CastingHouse.contentBody(title));
        return body;
    }

    private static ObjectNode item(CastingCallId call, String action) {
        return ApiClient.object()
                .put("callId", call.toString())
                .put("action", action)
                .put("reason", "as agreed");
    }

    private static List<String> found(Person seen, String filter) {
        var anybody = HOUSE.backlot.anonymous();
        anybody.hasSeen(seen.api().position());
        return anybody.get("/api/v1/casting/calls?limit=100&" + filter)
                .expectSuccess()
                .json()
                .path("data")
                .findValuesAsString("callId");
    }

    /** Reads what was written up to now, by whomever. */
    private static ApiClient reader(Person person) {
        person.api().hasSeen(HOUSE.head());
        return person.api();
    }

    private static String id(Reply reply, String name) {
        return reply.json().path(name).asString();
    }

    private static void mailed(Person person, String subject) {
        mailed(person, subject, "");
    }

    private static void mailed(Person person, String subject, String about) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> mailsTo(person).stream()
                        .anyMatch(mail -> mail.path("subject").asString().equals(subject)
                                && mail.path("text").asString().contains(about)));
    }

    private static List<JsonNode> mailsTo(Person person) {
        return HOUSE.backlot
                .anonymous()
                .get("/standalone/mailbox")
                .json()
                .valueStream()
                .filter(mail -> mail.path("to").toString().contains("\"" + person.email() + "\""))
                .toList();
    }

    private static String inTheLog(Person talent) {
        return HOUSE.backlot
                .running()
                .context()
                .getBean(JdbcClient.class)
                .sql("select string_agg(payload::text, ' ') from log.event where stream = ?")
                .param("talent/" + talent.accountId())
                .query(String.class)
                .single();
    }

    private static List<Long> positions(JsonNode applications) {
        var positions = new ArrayList<Long>();
        applications
                .get(0)
                .path("history")
                .forEach(step -> positions.add(step.path("position").asLong()));
        return positions;
    }

    private static List<String> told(Person person, long after, int count) throws Exception {
        var answer = stream(person, after);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (var lines = answer.body()) {
            return lines.filter(line -> line.startsWith("event:"))
                    .map(line -> line.substring("event:".length()).strip())
                    .limit(count)
                    .toList();
        }
    }

    private static HttpResponse<Stream<String>> stream(Person person, long after) throws Exception {
        var request = HttpRequest.newBuilder(HOUSE.backlot.base().resolve("/api/v1/casting/applications/events"))
                .header("Authorization", "Bearer " + person.api().token().orElseThrow())
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE);
        if (after >= 0) {
            request.header("Last-Event-ID", Long.toString(after));
        }
        var answer = HOUSE.backlot.http().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
