package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.backlot.log.app.DeadLetters;
import org.backlot.log.app.FollowerPositions;
import org.backlot.platform.app.cli.BacklotCommand;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A follower that has nothing to do with any test here gets a letter, as if it had failed. */
@DisplayName("Dead letters, as an auditor sees them and an admin decides")
class DeadLettersTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final String FOLLOWER = "gear-position-erasure";
    private static final String LETTERS = "/api/v1/log/dead-letters";
    private static Person auditor = Person.unknown();
    private static Person admin = Person.unknown();
    private static Person producer = Person.unknown();

    @BeforeAll
    static void three_roles() {
        auditor = BACKLOT.somebody("auditor", "letters@audit.example");
        admin = BACKLOT.somebody("admin", "letters@operator.example");
        producer = BACKLOT.somebody("production");
    }

    @Test
    @DisplayName("LED-3: an auditor lists and reads them with their events, page by page")
    void read() {
        long first = parked();
        long second = parked();

        var page = auditor.api()
                .get(LETTERS + "?limit=1&follower=" + FOLLOWER)
                .expectSuccess()
                .json();
        assertThat(page.path("data").get(0).path("position").asLong()).isEqualTo(first);
        var rest = auditor.api()
                .get(LETTERS + "?follower=" + FOLLOWER + "&cursor="
                        + page.path("next_cursor").asString())
                .expectSuccess()
                .json();
        assertThat(rest.path("data").get(0).path("position").asLong()).isEqualTo(second);
        assertThat(rest.has("next_cursor")).isFalse();

        var opened = auditor.api().get(at(first)).expectSuccess().json();
        assertThat(opened.path("letter").path("state").asString()).isEqualTo("FAILED");
        assertThat(opened.path("event").path("position").asLong()).isEqualTo(first);
        assertThat(opened.path("event").path("payload").path("email").asString())
                .contains("@people.example");
        assertThat(healthOf(FOLLOWER).path("parked").asLong()).isPositive();

        decide("discard", first);
        decide("discard", second);
    }

    @Test
    @DisplayName("LED-3: an admin's retry is an event with who and why, and the follower acts on it")
    void retried() {
        long position = parked();

        long decided = decide("retry", position);

        assertThat(auditor.api()
                        .get(LETTERS + "?follower=" + FOLLOWER)
                        .expectSuccess()
                        .json()
                        .path("data")
                        .size())
                .isZero();
        var event = auditor.api()
                .get("/api/v1/log?limit=1&after=" + (decided - 1))
                .expectSuccess()
                .json()
                .path("data")
                .get(0);
        assertThat(event.path("type").asString()).isEqualTo("log.DeadLetterRetried");
        assertThat(event.path("actor").asString()).isEqualTo(admin.accountId());
        assertThat(event.path("payload").path("reason").asString()).isEqualTo("because of a test");
        assertThat(healthOf(FOLLOWER).path("parked").asLong()).isZero();
    }

    @Test
    @DisplayName("LED-3: only who audits may read them, only an admin decides, and nobody without a reason")
    void who_may() {
        long position = parked();
        var why = ApiClient.object().put("reason", "because of a test");

        producer.api().get(LETTERS).expectRefusal("NOT_ALLOWED");
        producer.api().get(at(position)).expectRefusal("NOT_ALLOWED");
        for (var somebody : List.of(producer, auditor)) {
            somebody.api().post(at(position) + "/retry", why).expectRefusal("NOT_ALLOWED");
            somebody.api().post(at(position) + "/discard", why).expectRefusal("NOT_ALLOWED");
        }
        admin.api().post(at(position) + "/discard", ApiClient.object()).expectRefusal("FIELD_REQUIRED");
        admin.api()
                .post(at(position) + "/discard", ApiClient.object().put("reason", "\u0000"))
                .expectRefusal("FIELD_INVALID");
        admin.api().post(at(999_999_999) + "/discard", why).expectRefusal("NOT_FOUND");
        auditor.api().get(at(999_999_999)).expectRefusal("NOT_FOUND");
        auditor.api().get(LETTERS + "?cursor=x").expectRefusal("PARAMETER_INVALID");
        auditor.api().get(LETTERS + "?limit=0").expectRefusal("PARAMETER_INVALID");
        decide("discard", position);
    }

    @Test
    @DisplayName("LED-3: the operator at the machine does the same by ./backlot dead-letters")
    void on_the_command_line() {
        long position = parked();

        assertThat(backlot("list")).contains(FOLLOWER, Long.toString(position), "failed 10 times");
        assertThat(backlot("show", FOLLOWER, Long.toString(position))).contains("a.Failure", "at a.Place line 1");
        assertThat(backlot("retry", FOLLOWER, Long.toString(position), "--reason", "because of a test"))
                .contains("done: the letter is gone", "0 letters left");
        assertThat(backlot("list", FOLLOWER)).contains("no dead letters");
    }

    private static String backlot(String... arguments) {
        var said = new StringWriter();
        var command = new ArrayList<>(List.of("dead-letters"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", BACKLOT.running().dataFolder().toString()));
        int status = BacklotCommand.run(new PrintWriter(said, true), command.toArray(String[]::new));
        assertThat(status).as(said.toString()).isZero();
        return said.toString();
    }

    private static long decide(String decision, long position) {
        var decided = admin.api()
                .post(at(position) + "/" + decision, ApiClient.object().put("reason", "because of a test"))
                .expectSuccess();
        assertThat(decided.status()).isEqualTo(202);
        // The client carries the position of its last write, so this waits for the follower.
        admin.api().get(at(position)).expectRefusal("NOT_FOUND");
        return BACKLOT.running()
                .context()
                .getBean(JdbcClient.class)
                .sql("select max(position) from log.event where stream = ?")
                .param("dead-letter/" + FOLLOWER + "/" + position)
                .query(Long.class)
                .single();
    }

    private static String at(long position) {
        return LETTERS + "/" + FOLLOWER + "/" + position;
    }

    private static JsonNode healthOf(String follower) {
        return BACKLOT.anonymous()
                .get("/api/v1/health")
                .json()
                .path("followers")
                .path(follower);
    }

    // Somebody registers; the follower has passed that, and then it is as if it had failed at it.
    private static long parked() {
        var context = BACKLOT.running().context();
        BACKLOT.somebody("vendor");
        var jdbc = context.getBean(JdbcClient.class);
        long position = jdbc.sql("select max(position) from log.event where type = 'identity.AccountRegistered'")
                .query(Long.class)
                .single();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> context.getBean(FollowerPositions.class).read(FOLLOWER) >= position);
        jdbc.sql("""
                        insert into public.dead_letter (follower, position, sequence, stream, event_type, attempts,
                            first_failed_at, last_failed_at, error_type, error_message, parked_at)
                        select :follower, position, stream, stream, type, 10, now(), now(), 'a.Failure',
                            'at a.Place line 1', now()
                        from log.event where position = :position
                        """).param("follower", FOLLOWER).param("position", position).update();
        jdbc.sql("update public.log_follower set parked = parked + 1 where name = ?")
                .param(FOLLOWER)
                .update();
        assertThat(context.getBean(DeadLetters.class).count(FOLLOWER)).isPositive();
        return position;
    }
}
