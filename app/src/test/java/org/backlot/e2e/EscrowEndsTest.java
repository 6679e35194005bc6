package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("An escrow that is not released")
class EscrowEndsTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static Person producer = Person.unknown();
    private static Person vendor = Person.unknown();

    @BeforeAll
    static void two_parties() {
        producer = BACKLOT.somebody("production");
        vendor = BACKLOT.somebody("vendor");
    }

    @Test
    @DisplayName("TRE-2 TRE-4: stays locked and says what is missing; its time over, the hold returns to the budget")
    void expires() {
        var project = BACKLOT.projectOf(producer);
        var contract = draft(project.projectId());
        var escrow = producer.api()
                .post(
                        "/api/v1/treasury/escrow/lock",
                        lock(project.projectId(), contract, Instant.now().plus(Duration.ofSeconds(3))))
                .expectSuccess()
                .json()
                .path("escrowId")
                .asString();

        var locked = escrow(escrow);
        assertThat(locked.path("status").asString()).isEqualTo("LOCKED");
        assertThat(locked.path("missing").toString())
                .isEqualTo("[\"CONTRACT_SIGNED\",\"GEAR_RETURNED\",\"DAILY_REPORT_SIGNED\"]");
        assertThat(balances(project.projectId()).path("held").path("amount").asLong())
                .isEqualTo(40_000);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> escrow(escrow).path("status").asString().equals("EXPIRED"));

        var after = balances(project.projectId());
        assertThat(after.path("held").path("amount").asLong()).isZero();
        assertThat(after.path("available").path("amount").asLong()).isEqualTo(1_000_000);
        assertThat(after.path("sum").path("amount").asLong()).isZero();
    }

    @Test
    @DisplayName("TRE-2: refunded once, the hold is back, and a second refund is refused")
    void refunded() {
        var project = BACKLOT.projectOf(producer);
        var escrow = producer.api()
                .post(
                        "/api/v1/treasury/escrow/lock",
                        lock(
                                project.projectId(),
                                draft(project.projectId()),
                                Instant.now().plus(Duration.ofDays(1))))
                .expectSuccess()
                .json()
                .path("escrowId")
                .asString();

        producer.api()
                .post("/api/v1/treasury/escrow/" + escrow + "/refund", ApiClient.object())
                .expectSuccess();

        assertThat(escrow(escrow).path("status").asString()).isEqualTo("REFUNDED");
        producer.api()
                .post("/api/v1/treasury/escrow/" + escrow + "/refund", ApiClient.object())
                .expectRefusal("ESCROW_NOT_LOCKED");
    }

    @Test
    @DisplayName("LED-3: a view swapped for the one rebuilt from the log goes on as before")
    void views_come_back() {
        var rebuilds = BACKLOT.running().context().getBean(Rebuilds.class);
        for (var name : rebuilds.names()) {
            assertThat(rebuilds.swap(name).differences()).as(name).isEmpty();
        }
        var project = BACKLOT.projectOf(producer);
        assertThat(balances(project.projectId())
                        .path("available")
                        .path("amount")
                        .asLong())
                .isEqualTo(1_000_000);
    }

    private static String draft(String projectId) {
        var draft = ApiClient.object().put("projectId", projectId).put("title", "Hire");
        draft.putObject("terms").put("days", 2);
        draft.putObject("amount").put("amount", 40_000).put("currency", "SAR");
        draft.putArray("signatories").add(producer.accountId()).add(vendor.accountId());
        return producer.api()
                .post("/api/v1/treasury/contracts", draft)
                .expectSuccess()
                .json()
                .path("contractId")
                .asString();
    }

    private static JsonNode lock(String projectId, String contractId, Instant expiresAt) {
        var body = ApiClient.object()
                .put("projectId", projectId)
                .put("contractId", contractId)
                .put("payee", vendor.accountId())
                .put("expiresAt", expiresAt.toString());
        body.putObject("amount").put("amount", 40_000).put("currency", "SAR");
        return body;
    }

    private static JsonNode escrow(String id) {
        return producer.api()
                .get("/api/v1/treasury/escrow/" + id)
                .expectSuccess()
                .json();
    }

    private static JsonNode balances(String projectId) {
        return producer.api()
                .get("/api/v1/treasury/balances?projectId=" + projectId)
                .expectSuccess()
                .json();
    }
}
