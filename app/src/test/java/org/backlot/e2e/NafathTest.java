package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.backlot.casting.api.TalentCommand.CreateTalentProfile;
import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NafathCommand.RecordNafathTransaction;
import org.backlot.identity.api.NafathCommand.RequestNafath;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.identity.app.StubAuthentica;
import org.backlot.identity.command.nafath.NationalIdentities;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.Transactions;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.ApiClient.Reply;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.Event;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole way, with a server that plays Authentica: what is documented of it, and what may go wrong with it. */
@DisplayName("Verification by Nafath")
class NafathTest {
    static final String SECRET = "open sesame";

    private static final String INITIATE = "/api/v1/auth/nafath/initiate";
    private static final String RENEW = "/api/v1/auth/nafath/renew";
    private static final String WEBHOOK = "/api/v1/auth/nafath/webhook";
    private static final String STATUS = "/api/v1/auth/nafath/status";
    private static final String TAKEN = "{\"success\":true}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final CastingHouse HOUSE = CastingHouse.shared();
    private static final TestBacklot BACKLOT = HOUSE.backlot;
    private static final StubAuthentica AUTHENTICA = StubAuthentica.shared();
    private static final AtomicInteger CITIZENS = new AtomicInteger(7_000_000);

    @AfterAll
    static void replay_equals_live() {
        var rebuilds = bean(Rebuilds.class);
        for (var view : List.of("nafath", "verifications")) {
            assertThat(rebuilds.compare(view).differences()).as(view).isEmpty();
        }
    }

    @Test
    @DisplayName("IDN-8 CST-3: who confirms in the Nafath app applies from that moment on; before, nobody does")
    void opens_the_gate_on_applying() {
        var talent = talent();
        var citizen = citizen();
        applies(talent).expectRefusal("VERIFICATION_REQUIRED");

        var begun = initiates(talent, citizen);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.json().path("code").asString()).isEqualTo(StubAuthentica.CODE);
        assertThat(begun.json().path("status").asString()).isEqualTo("pending");
        assertThat(Instant.parse(begun.json().path("expiresAt").asString()))
                .isBetween(Instant.now().plusSeconds(200), Instant.now().plusSeconds(301));
        assertThat(requestOf(talent).path("status").asString()).isEqualTo("pending");
        applies(talent).expectRefusal("VERIFICATION_REQUIRED");

        assertThat(confirms(citizen).text()).isEqualTo(TAKEN);

        applies(talent).expectSuccess();
        var status = statusOf(talent);
        assertThat(status.path("verified").asBoolean()).isTrue();
        assertThat(status.path("method").asString()).isEqualTo("nafath");
        assertThat(status.path("needsRenewal").asBoolean()).isFalse();
        assertThat(Instant.parse(status.path("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(364, ChronoUnit.DAYS), Instant.now().plus(366, ChronoUnit.DAYS));
        assertThat(status.path("request").path("status").asString()).isEqualTo("completed");
    }

    @Test
    @DisplayName(
            "IDN-8 CST-2: who is verified by Nafath posts at once; a year later a moderator looks again, until renewed")
    void gate_on_posting_closes_with_the_year() {
        var hirer = BACKLOT.somebody("production");
        var citizen = citizen();
        assertThat(posts(hirer)).isEqualTo("in_review");
        initiates(hirer, citizen).expectSuccess();
        confirms(citizen);
        assertThat(posts(hirer)).isEqualTo("published");

        aYearPasses(hirer);

        assertThat(posts(hirer)).isEqualTo("in_review");
        var over = statusOf(hirer);
        assertThat(over.path("verified").asBoolean()).isFalse();
        assertThat(over.path("needsRenewal").asBoolean()).isTrue();
        hirer.api().post(INITIATE, claimed(citizen)).expectRefusal("NAFATH_VERIFIED_BEFORE");
        var another = hirer.api().post(RENEW, claimed(citizen())).expectRefusal("NATIONAL_ID_OTHER");
        assertThat(another.json().path("field").asString()).isEqualTo("nationalId");
        renews(hirer, citizen).expectSuccess();
        confirms(citizen);

        assertThat(posts(hirer)).isEqualTo("published");
        assertThat(statusOf(hirer).path("needsRenewal").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("IDN-8 CST-3: a verification whose year is over applies for nothing, and may be renewed before, too")
    void gate_on_applying_closes_with_the_year() {
        var talent = verified(citizen());
        applies(talent).expectSuccess();

        aYearPasses(talent);

        applies(talent).expectRefusal("VERIFICATION_REQUIRED");
        var citizen = citizen();
        var other = verified(citizen);
        var before = Instant.parse(statusOf(other).path("expiresAt").asString());
        renews(other, citizen).expectSuccess();
        confirms(citizen);
        assertThat(Instant.parse(statusOf(other).path("expiresAt").asString())).isAfter(before);
        var never = talent();
        never.api().post(RENEW, claimed(citizen())).expectRefusal("NAFATH_NEVER_VERIFIED");
    }

    @Test
    @DisplayName("IDN-8: who declines is not verified, and a confirmation that comes after that changes nothing")
    void declined() {
        var talent = talent();
        var citizen = citizen();
        initiates(talent, citizen).expectSuccess();

        assertThat(notice(transaction(citizen), citizen, "REJECTED", SECRET).text())
                .isEqualTo(TAKEN);
        assertThat(confirms(citizen).text()).isEqualTo(TAKEN);

        var request = requestOf(talent);
        assertThat(request.path("status").asString()).isEqualTo("rejected");
        assertThat(request.path("reason").asString()).isEqualTo("DECLINED");
        applies(talent).expectRefusal("VERIFICATION_REQUIRED");
        initiates(talent, citizen).expectSuccess();
        confirms(citizen);
        applies(talent).expectSuccess();
    }

    @Test
    @DisplayName(
            "IDN-8: a wrong secret, another transaction or national ID, another status and a repeat change nothing,"
                    + " and all but the wrong secret are answered as if they did")
    void notices_that_do_not_fit() {
        var talent = talent();
        var citizen = citizen();
        initiates(talent, citizen).expectSuccess();
        var transaction = transaction(citizen);
        long before = eventsOf(talent);

        for (var secret : List.of("", "open", SECRET + " ", SECRET.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(notice(transaction, citizen, "COMPLETED", secret)
                            .expectRefusal("NAFATH_SECRET_WRONG")
                            .status())
                    .isEqualTo(401);
        }
        for (var taken : List.of(
                notice("trx-nobody-knows", citizen, "COMPLETED", SECRET),
                notice(transaction, citizen(), "COMPLETED", SECRET),
                notice(transaction, "1074563205", "COMPLETED", SECRET),
                notice(transaction, citizen, "EXPIRED", SECRET),
                notice(transaction, citizen, "completed", SECRET),
                notice(transaction + "x".repeat(200), citizen, "COMPLETED", SECRET),
                webhook(ApiClient.object().put("Password", SECRET)))) {
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.text()).isEqualTo(TAKEN);
        }
        assertThat(eventsOf(talent)).isEqualTo(before);
        applies(talent).expectRefusal("VERIFICATION_REQUIRED");

        confirms(citizen).expectSuccess();
        long after = eventsOf(talent);
        assertThat(after).isEqualTo(before + 2);
        assertThat(confirms(citizen).text()).isEqualTo(TAKEN);
        assertThat(notice(transaction, citizen, "REJECTED", SECRET).text()).isEqualTo(TAKEN);
        assertThat(eventsOf(talent)).isEqualTo(after);
        applies(talent).expectSuccess();
    }

    @Test
    @DisplayName("IDN-8: a request that nobody answers ends by its deadline, and a notice after that changes nothing")
    void too_late() {
        var talent = talent();
        var citizen = new NationalId(citizen());
        var transaction = new NafathTransactionId("late-" + UUID.randomUUID());
        var account = CastingHouse.account(talent);
        var request = new NafathRequestId(UUID.randomUUID());
        HOUSE.<Object>send(new RequestNafath(account, request, Personal.of(citizen), false, Duration.ofMillis(1_500)));
        bean(Transactions.class).commit(new GenericMessage<>("test"), _ -> {
            bean(NationalIdentities.class).begin(transaction, account);
            return HOUSE.<Object>send(new RecordNafathTransaction(
                    account, request, Personal.of(transaction), Personal.of(new NafathCode("42"))));
        });

        Awaitility.await().atMost(PATIENCE).until(() -> inTheLog(talent).contains("identity.NafathExpired"));
        long before = eventsOf(talent);
        assertThat(notice(transaction.value(), citizen.value(), "COMPLETED", SECRET)
                        .text())
                .isEqualTo(TAKEN);

        assertThat(eventsOf(talent)).isEqualTo(before);
        applies(talent).expectRefusal("VERIFICATION_REQUIRED");
        talent.api().hasSeen(HOUSE.head());
        assertThat(requestOf(talent).path("status").asString()).isEqualTo("expired");
    }

    @Test
    @DisplayName(
            "IDN-8 CMP-2: a national ID verifies one account; nobody is told before the holder confirms; an erasure"
                    + " gives it free")
    void one_account_for_one_identity() {
        var citizen = citizen();
        var first = verified(citizen);
        var second = talent();

        initiates(second, citizen).expectSuccess();
        assertThat(confirms(citizen).text()).isEqualTo(TAKEN);
        var request = requestOf(second);
        assertThat(request.path("status").asString()).isEqualTo("rejected");
        assertThat(request.path("reason").asString()).isEqualTo("IDENTITY_TAKEN");
        applies(second).expectRefusal("VERIFICATION_REQUIRED");

        first.api().delete("/api/v1/registry/accounts/" + first.accountId()).expectSuccess();
        initiates(second, citizen).expectSuccess();
        confirms(citizen);
        applies(second).expectSuccess();
    }

    @Test
    @DisplayName("IDN-8: of two accounts that are confirmed with one national ID in the same moment, one is verified")
    void same_moment() {
        for (int round = 0; round < 5; round++) {
            var citizen = citizen();
            var people = List.of(talent(), talent());
            people.forEach(person -> initiates(person, citizen).expectSuccess());

            var answers = AUTHENTICA.asked(citizen).stream()
                    .map(question -> CompletableFuture.supplyAsync(
                            () -> notice(question.transactionId(), citizen, "COMPLETED", SECRET)))
                    .toList();
            answers.forEach(answer -> assertThat(answer.join().text()).isEqualTo(TAKEN));

            people.forEach(person -> person.api().hasSeen(HOUSE.head()));
            assertThat(people.stream()
                            .map(person -> requestOf(person).path("status").asString()))
                    .containsExactlyInAnyOrder("completed", "rejected");
            assertThat(people.stream()
                            .filter(person -> statusOf(person).path("verified").asBoolean()))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("IDN-8 CMP-2: a notice that comes after the erasure changes nothing")
    void erased_while_pending() {
        var talent = talent();
        var citizen = citizen();
        initiates(talent, citizen).expectSuccess();
        talent.api().delete("/api/v1/registry/accounts/" + talent.accountId()).expectSuccess();
        long before = eventsOf(talent);

        assertThat(confirms(citizen).text()).isEqualTo(TAKEN);

        assertThat(eventsOf(talent)).isEqualTo(before);
        assertThat(inTheLog(talent)).contains("identity.NafathForgotten").doesNotContain("identity.IdentityVerified");
    }

    @Test
    @DisplayName("IDN-8 CMP-3: national IDs lie sealed in the log, and an auditor does not read them there")
    void sealed() {
        var citizen = citizen();
        var talent = verified(citizen);
        assertThat(inTheLog(talent))
                .contains("\"nationalId\":\"sealed:v1:", "\"transactionId\":\"sealed:v1:", "\"code\":\"sealed:v1:")
                .doesNotContain(citizen)
                .doesNotContain(transaction(citizen));

        var auditor = BACKLOT.somebody("auditor", "nafath@audit.example");
        long requested = jdbc().sql("select min(position) from log.event where stream = ?")
                .param("nafath/" + talent.accountId())
                .query(Long.class)
                .single();
        var shown = auditor.api()
                .get("/api/v1/log?limit=10&after=" + (requested - 1))
                .expectSuccess();
        assertThat(shown.json()
                        .path("data")
                        .get(0)
                        .path("payload")
                        .path("nationalId")
                        .toString())
                .isEqualTo("{\"personal\":\"sealed\"}");
        assertThat(shown.text()).doesNotContain(citizen);
    }

    @Test
    @DisplayName("IDN-8: the same key asks Authentica once and is answered alike, and so is the same again without it")
    void repeats() {
        var talent = talent();
        var citizen = citizen();
        var key = UUID.randomUUID().toString();
        var first = talent.api().post(INITIATE, claimed(citizen), key).expectSuccess();
        var second = talent.api().post(INITIATE, claimed(citizen), key).expectSuccess();
        var third = initiates(talent, citizen).expectSuccess();

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.status()).isEqualTo(201);
        assertThat(third.text()).isEqualTo(first.text());
        assertThat(AUTHENTICA.asked(citizen)).hasSize(1);
        talent.api().post(INITIATE, claimed(citizen()), key).expectRefusal("IDEMPOTENCY_KEY_REUSED");
        talent.api().post(INITIATE, claimed(citizen())).expectRefusal("NAFATH_PENDING");

        confirms(citizen);
        var late = talent.api().post(INITIATE, claimed(citizen), key).expectSuccess();
        assertThat(late.json().path("status").asString()).isEqualTo("completed");
        assertThat(late.json().has("code")).isFalse();
        assertThat(AUTHENTICA.asked(citizen)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, NAFATH_KEY_REFUSED, 502, KEY_REFUSED",
        "422, NAFATH_REFUSED, 422, REFUSED",
        "429, NAFATH_UNAVAILABLE, 503, UNAVAILABLE",
        "500, NAFATH_UNAVAILABLE, 503, UNAVAILABLE",
        "200, NAFATH_ANSWER_UNUSABLE, 502, ANSWER_UNUSABLE"
    })
    @DisplayName(
            "IDN-8: what Authentica does not do is a problem with a code of its own, and the same request tries again")
    void refusals(int status, String code, int told, String reason) {
        var talent = talent();
        var citizen = citizen();
        var key = UUID.randomUUID().toString();
        AUTHENTICA.answers(citizen, status, "{\"errors\":[{\"message\":\"about " + citizen + "\"}]}");

        var refusal = talent.api().post(INITIATE, claimed(citizen), key).expectRefusal(code);
        assertThat(refusal.status()).isEqualTo(told);
        assertThat(refusal.text()).doesNotContain(citizen);
        talent.api().hasSeen(HOUSE.head());
        assertThat(requestOf(talent).path("status").asString()).isEqualTo("failed");
        assertThat(requestOf(talent).path("reason").asString()).isEqualTo(reason);

        AUTHENTICA.prompts(citizen);
        talent.api().post(INITIATE, claimed(citizen), key).expectSuccess();
        assertThat(AUTHENTICA.asked(citizen)).hasSize(2);
        confirms(citizen);
        applies(talent).expectSuccess();
    }

    @Test
    @DisplayName("IDN-8: an answer that does not come in time is a 504, and others are answered meanwhile")
    void times_out() {
        var talent = talent();
        var citizen = citizen();
        AUTHENTICA.hangs(citizen);
        var waiting = CompletableFuture.supplyAsync(() -> talent.api().post(INITIATE, claimed(citizen)));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !AUTHENTICA.asked(citizen).isEmpty());

        var other = citizen();
        assertThat(initiates(talent(), other).status()).isEqualTo(201);
        assertThat(waiting).isNotDone();

        assertThat(waiting.join().expectRefusal("NAFATH_TIMED_OUT").status()).isEqualTo(504);
    }

    @Test
    @DisplayName("IDN-8: whoever hangs up while Authentica thinks finds their code when they ask again")
    void hangs_up() throws Exception {
        var talent = talent();
        var citizen = citizen();
        var thinks = new CountDownLatch(1);
        AUTHENTICA.holds(citizen, thinks);
        var hasty = HttpRequest.newBuilder(URI.create(BACKLOT.base() + INITIATE))
                .header("Authorization", "Bearer " + talent.api().token().orElseThrow())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(claimed(citizen).toString()))
                .timeout(Duration.ofMillis(1_000))
                .build();
        try {
            BACKLOT.http().send(hasty, BodyHandlers.ofString());
            throw new AssertionError("it was answered");
        } catch (HttpTimeoutException _) {
            // Hung up.
        }
        assertThat(AUTHENTICA.asked(citizen)).hasSize(1);
        talent.api().post(INITIATE, claimed(citizen)).expectRefusal("NAFATH_PENDING");
        thinks.countDown();

        Awaitility.await().atMost(PATIENCE).until(() -> inTheLog(talent).contains("identity.NafathInitiated"));
        assertThat(initiates(talent, citizen).json().path("code").asString()).isEqualTo(StubAuthentica.CODE);
        assertThat(AUTHENTICA.asked(citizen)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1074563205, check digit", "3074563204, begin with 1 or 2", "107456320, ten digits", "'', ten digits"})
    @DisplayName("IDN-8: what is no national ID is refused at its field, and Authentica is not asked")
    void no_national_id(String number, String why) {
        var refusal = talent().api().post(INITIATE, claimed(number)).expectRefusal("FIELD_INVALID");

        assertThat(refusal.json().path("field").asString()).isEqualTo("nationalId");
        assertThat(refusal.json().path("detail").asString()).contains(why);
        assertThat(AUTHENTICA.asked(number)).isEmpty();
    }

    @Test
    @DisplayName("IDN-8: nobody begins or looks without signing in")
    void signed_in() {
        BACKLOT.anonymous().post(INITIATE, claimed(citizen())).expectRefusal("NOT_AUTHENTICATED");
        BACKLOT.anonymous().post(RENEW, claimed(citizen())).expectRefusal("NOT_AUTHENTICATED");
        BACKLOT.anonymous().get(STATUS).expectRefusal("NOT_AUTHENTICATED");
        BACKLOT.anonymous().get("/api/v1/admin/nafath/status").expectRefusal("NOT_AUTHENTICATED");
    }

    @Test
    @DisplayName("IDN-8: an admin is told numbers and nothing else; others are not")
    void statistics() {
        var admin = BACKLOT.somebody("admin", "nafath@operator.example");
        for (var other : List.of(HOUSE.moderator, HOUSE.talent, HOUSE.hirer)) {
            other.api().get("/api/v1/admin/nafath/status").expectRefusal("NOT_ALLOWED");
        }
        for (var days : List.of("0", "366", "many")) {
            admin.api().get("/api/v1/admin/nafath/status?daysAhead=" + days).expectRefusal("PARAMETER_INVALID");
        }
        var before = statistics(admin, 30);

        verified(citizen());
        aYearPasses(verified(citizen()));
        var erased = verified(citizen());
        erased.api().delete("/api/v1/registry/accounts/" + erased.accountId()).expectSuccess();
        var declining = citizen();
        initiates(talent(), declining).expectSuccess();
        notice(transaction(declining), declining, "REJECTED", SECRET);
        initiates(talent(), citizen()).expectSuccess();

        var after = statistics(admin, 30);
        assertThat(more(before, after, "stats", "totalVerifiedUsers")).isEqualTo(1);
        assertThat(more(before, after, "stats", "expiredVerifications")).isEqualTo(1);
        assertThat(more(before, after, "stats", "expiringVerifications")).isZero();
        assertThat(more(before, after, "requests", "completed")).isEqualTo(2);
        assertThat(more(before, after, "requests", "rejected")).isEqualTo(1);
        assertThat(more(before, after, "requests", "pending")).isEqualTo(1);
        assertThat(statistics(admin, 365)
                        .path("stats")
                        .path("expiringVerifications")
                        .asLong())
                .isEqualTo(after.path("stats").path("totalVerifiedUsers").asLong());
        assertThat(after.propertyNames()).containsExactlyInAnyOrder("daysAhead", "stats", "requests");
        assertThat(Stream.of("stats", "requests")
                        .flatMap(part -> after.path(part).valueStream()))
                .allMatch(JsonNode::isIntegralNumber);
    }

    private static JsonNode statistics(Person admin, int daysAhead) {
        admin.api().hasSeen(HOUSE.head());
        return admin.api()
                .get("/api/v1/admin/nafath/status?daysAhead=" + daysAhead)
                .expectSuccess()
                .json();
    }

    private static long more(JsonNode before, JsonNode after, String part, String name) {
        return after.path(part).path(name).asLong()
                - before.path(part).path(name).asLong();
    }

    private static Person talent() {
        var talent = BACKLOT.somebody("talent");
        HOUSE.<Object>send(new CreateTalentProfile(
                CastingHouse.account(talent),
                Personal.of(CastingHouse.GROWN),
                Personal.of(CastingHouse.details("Noura"))));
        return talent;
    }

    private static Person verified(String citizen) {
        var talent = talent();
        initiates(talent, citizen).expectSuccess();
        confirms(citizen).expectSuccess();
        return talent;
    }

    /** The number of somebody who was not met before. */
    private static String citizen() {
        var digits = "1%08d".formatted(CITIZENS.incrementAndGet());
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int counted = (digits.charAt(place) - '0') * (place % 2 == 0 ? 2 : 1);
            sum += counted / 10 + counted % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static ObjectNode claimed(String citizen) {
        return ApiClient.object().put("nationalId", citizen);
    }

    private static Reply initiates(Person person, String citizen) {
        return person.api().post(INITIATE, claimed(citizen));
    }

    private static Reply renews(Person person, String citizen) {
        return person.api().post(RENEW, claimed(citizen));
    }

    private static String transaction(String citizen) {
        return AUTHENTICA.asked(citizen).getLast().transactionId();
    }

    private static Reply confirms(String citizen) {
        return notice(transaction(citizen), citizen, "COMPLETED", SECRET);
    }

    private static Reply notice(String transaction, String citizen, String status, String secret) {
        return webhook(ApiClient.object()
                .put("TransactionId", transaction)
                .put("NationalId", citizen)
                .put("Status", status)
                .put("Password", secret)
                .put("Undocumented", 1));
    }

    private static Reply webhook(ObjectNode body) {
        return BACKLOT.anonymous().post(WEBHOOK, body);
    }

    private static Reply applies(Person talent) {
        return talent.api()
                .post(
                        "/api/v1/casting/applications",
                        ApiClient.object()
                                .put("callId", HOUSE.published(HOUSE.hirer).toString())
                                .put("roleId", CastingHouse.LEAD.toString())
                                .put("note", "I ride."));
    }

    private static String posts(Person hirer) {
        return hirer.api()
                .post("/api/v1/casting/calls/" + HOUSE.draft(hirer) + "/publish", ApiClient.object())
                .expectSuccess()
                .json()
                .path("status")
                .asString();
    }

    private static JsonNode statusOf(Person person) {
        person.api().hasSeen(HOUSE.head());
        return person.api().get(STATUS).expectSuccess().json();
    }

    private static JsonNode requestOf(Person person) {
        return statusOf(person).path("request");
    }

    /** What the log would hold had the identity been seen a year ago and not today. */
    private static void aYearPasses(Person person) {
        var account = CastingHouse.account(person);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Event longAgo = new IdentityVerified(
                account,
                VerificationMethod.NAFATH,
                account,
                "confirmed in the Nafath app",
                now.minusSeconds(1),
                now.minus(365, ChronoUnit.DAYS));
        var store = bean(EventStore.class);
        long next = store.lastSequenceNumberFor(longAgo.stream()).orElse(-1L) + 1;
        bean(Transactions.class).commit(new GenericMessage<>("test"), _ -> {
            store.publish(new GenericDomainEventMessage<>("VerificationAggregate", longAgo.stream(), next, longAgo));
            return 0;
        });
    }

    private static long eventsOf(Person person) {
        return jdbc().sql("select count(*) from log.event where stream in (?, ?)")
                .param("nafath/" + person.accountId())
                .param("verification/" + person.accountId())
                .query(Long.class)
                .single();
    }

    private static String inTheLog(Person person) {
        return jdbc().sql("select string_agg(type || ' ' || payload::text, ' ') from log.event where stream in (?, ?)")
                .param("nafath/" + person.accountId())
                .param("verification/" + person.accountId())
                .query(String.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    private static <T> T bean(Class<T> type) {
        return BACKLOT.running().context().getBean(type);
    }
}
