package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A person can be erased, and everything still works")
class ErasureTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static Person auditor = Person.unknown();

    @BeforeAll
    static void somebody_audits() {
        auditor = BACKLOT.somebody("auditor", "auditor@audit.example");
    }

    @Test
    @DisplayName("CMP-2: after erasure the log, the views and a replay show the person as erased, and sign-in is over")
    void erased_everywhere() {
        var email = "leaving@people.example";
        var person = BACKLOT.somebody("production", email);
        assertThat(registrationOf(person).path("payload").path("email").asString())
                .isEqualTo(email);

        person.api().delete("/api/v1/registry/accounts/" + person.accountId()).expectSuccess();

        person.api().get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
        assertThat(BACKLOT.anonymous()
                        .post(
                                "/api/v1/auth/login",
                                ApiClient.object().put("email", email).put("password", Person.password()))
                        .status())
                .isEqualTo(401);
        var registration = registrationOf(person);
        assertThat(registration.toString()).doesNotContain(email).doesNotContain("argon2id");
        assertThat(registration.path("payload").path("email").asString()).isEqualTo("[erased]");
        assertThat(BACKLOT.replayAll())
                .allSatisfy(report ->
                        assertThat(report.differences()).as(report.projection()).isEmpty());
    }

    @Test
    @DisplayName("CMP-2 LED-1: a timeline opens names when it is read, so that an erased person has none")
    void no_name_in_timelines() {
        var person = BACKLOT.somebody("production");
        assertThat(timelineOf(person)).contains(person.name());

        var erasure = person.api().delete("/api/v1/registry/accounts/" + person.accountId());
        erasure.expectSuccess();
        auditor.api().hasSeen(person.api().position());

        assertThat(timelineOf(person))
                .doesNotContain(person.name(), person.email())
                .contains("[erased]");
    }

    private static String timelineOf(Person person) {
        return auditor.api()
                .get("/api/v1/log/objects/" + person.accountId() + "/timeline")
                .expectSuccess()
                .json()
                .path("data")
                .toString();
    }

    @Test
    @DisplayName("CMP-2: an erased address may register again, as somebody new")
    void address_is_free() {
        var email = "returning@people.example";
        var first = BACKLOT.somebody("talent", email);
        first.api().delete("/api/v1/registry/accounts/" + first.accountId()).expectSuccess();

        var second = BACKLOT.somebody("talent", email);

        assertThat(second.accountId()).isNotEqualTo(first.accountId());
    }

    @Test
    @DisplayName("CMP-2: nobody erases somebody else")
    void not_somebody_else() {
        var victim = BACKLOT.somebody("talent");
        var other = BACKLOT.somebody("talent");

        assertThat(other.api()
                        .delete("/api/v1/registry/accounts/" + victim.accountId())
                        .status())
                .isIn(403, 404);
        victim.api().get("/api/v1/auth/me").expectSuccess();
    }

    private static JsonNode registrationOf(Person person) {
        return events().stream()
                .filter(event -> event.path("type").asString().equals("identity.AccountRegistered")
                        && event.path("payload").path("accountId").asString().equals(person.accountId()))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> events() {
        var events = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            var page = auditor.api()
                    .get("/api/v1/log?limit=1000&after=" + after)
                    .expectSuccess()
                    .json()
                    .path("data");
            if (page.isEmpty()) {
                return events;
            }
            page.forEach(events::add);
            after = page.get(page.size() - 1).path("position").asLong();
        }
    }
}
