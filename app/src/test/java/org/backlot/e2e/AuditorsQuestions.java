package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Production;
import tools.jackson.databind.JsonNode;

/** What an auditor asks about a production that has paid out. */
final class AuditorsQuestions {
    private final Production production;

    AuditorsQuestions(Production production) {
        this.production = production;
    }

    /** Which event was the payout? */
    JsonNode payout() {
        var head = get("/api/v1/log?limit=1").path("head").asLong();
        production.auditor().api().hasSeen(head);
        var found = get("/api/v1/log/search?type=treasury.EscrowReleased&object=" + production.projectId())
                .path("data");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Why was it paid? Back to the request of the one who confirmed that the gear is back. */
    void why(JsonNode payout) {
        var chain = get("/api/v1/log/events/" + payout.path("position").asLong() + "/causes");

        assertThat(types(chain.path("chain"))).containsExactly("treasury.EscrowReleased", "logistics.GearReturned");
        var steps = chain.path("chain");
        assertThat(steps.get(0).path("event").path("by").asString()).isEqualTo("the process escrow-release");
        assertThat(steps.get(0).path("causedBy").asLong())
                .isEqualTo(steps.get(1).path("event").path("position").asLong());
        var request = chain.path("request");
        assertThat(request.path("by").asString())
                .as("the director confirmed the last handoff")
                .isEqualTo("Daniyar");
        assertThat(request.path("id").asString())
                .isEqualTo(payout.path("correlationId").asString());
        assertThat(request.path("traceId").asString())
                .isEqualTo(payout.path("traceId").asString())
                .matches("[0-9a-f]{32}");
        assertThat(request.path("events"))
                .as("one commit: the camera changed hands and was back")
                .hasSize(2);

        var effects = get("/api/v1/log/events/"
                + steps.get(1).path("event").path("position").asLong() + "/causes?direction=effects");
        assertThat(types(effects.path("chain"))).contains("treasury.EscrowReleased");
    }

    /** What happened to the escrow, in words? */
    void life(JsonNode payout) {
        var escrow = payout.path("payload").path("escrowId").asString();
        var timeline = get("/api/v1/log/objects/" + escrow + "/timeline").path("data");

        assertThat(timeline.get(0).path("sentence").asString())
                .matches("Escrow of SAR [0-9,]+\\.[0-9]{2} for Vikram .+");
        assertThat(timeline.get(timeline.size() - 1).path("sentence").asString())
                .matches("Escrow released: SAR [0-9,]+\\.[0-9]{2} paid to Vikram, the evidence being complete\\.");
    }

    /** What was known the moment before the payout, and what did the payout change? */
    void before(JsonNode payout) {
        long position = payout.path("position").asLong();
        var escrow = "/api/v1/treasury/escrow/"
                + payout.path("payload").path("escrowId").asString();
        var producer = production.producer().api();
        assertThat(status(producer.get(escrow + "?asOf=" + (position - 1)))).isEqualTo("LOCKED");
        assertThat(status(producer.get(escrow + "?asOf=" + position))).isEqualTo("RELEASED");
        assertThat(status(producer.get(escrow + "?asOf=" + payout.path("at").asString())))
                .isEqualTo("RELEASED");
        producer.get(escrow + "?asOf=0").expectRefusal("NOT_FOUND");
        producer.get(escrow + "?asOf=" + (position + 1_000_000)).expectRefusal("PARAMETER_INVALID");
        var fleet = "/api/v1/logistics/fleet/status?projectId=" + production.projectId();
        assertThat(producer.get(fleet).expectSuccess().json().path("data"))
                .as("all gear is back")
                .isEmpty();
        assertThat(producer.get(fleet + "&asOf=" + (position - 2))
                        .expectSuccess()
                        .json()
                        .path("data"))
                .as("the camera was still out before its return")
                .hasSize(1);
        var project = "/api/v1/production/projects/" + production.projectId();
        assertThat(producer.get(project + "?asOf=" + position).expectSuccess().json())
                .isEqualTo(producer.get(project).expectSuccess().json());

        var difference = get("/api/v1/log/difference?projection=ledger&from=" + (position - 1) + "&to=" + position);
        var tables = new ArrayList<String>();
        difference
                .path("tables")
                .forEach(table -> tables.add(table.path("table").asString()));
        assertThat(tables).contains("escrow", "line");
        difference.path("tables").forEach(table -> {
            assertThat(table.path("complete").asBoolean()).isTrue();
            if (table.path("table").asString().equals("escrow")) {
                var row = table.path("rows").get(0);
                assertThat(table.path("changed").asInt()).isEqualTo(1);
                assertThat(row.path("before").path("status").asString()).isEqualTo("LOCKED");
                assertThat(row.path("after").path("status").asString()).isEqualTo("RELEASED");
            }
        });
    }

    /** The whole log in one file. */
    void export() {
        var lines = production
                .auditor()
                .api()
                .get("/api/v1/log/export", "*/*")
                .expectSuccess()
                .text()
                .lines()
                .toList();
        var statement = lines.getLast();
        assertThat(statement)
                .startsWith("{\"completeness\":{")
                .contains("\"tree_size\":" + lines.size() + ",", "\"tree_root\":\"")
                .contains("\"first_position\":1,", "\"count\":" + (lines.size() - 1) + ",");
        assertThat(production
                        .auditor()
                        .api()
                        .get("/api/v1/log/export?format=parquet&from=1&to=20", "*/*")
                        .expectSuccess()
                        .text())
                .startsWith("PAR1")
                .endsWith("PAR1");
    }

    private static String status(ApiClient.Reply reply) {
        return reply.expectSuccess().json().path("status").asString();
    }

    private static List<String> types(JsonNode chain) {
        var types = new ArrayList<String>();
        chain.forEach(step -> types.add(step.path("event").path("type").asString()));
        return types;
    }

    private JsonNode get(String path) {
        return production.auditor().api().get(path).expectSuccess().json();
    }
}
