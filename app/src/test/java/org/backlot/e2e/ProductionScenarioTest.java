package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.backlot.log.app.ProjectionRebuild;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("One production, from the first contract to the released escrow")
class ProductionScenarioTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    @Test
    @DisplayName(
            "IDN-1 IDN-2 IDN-5 IDN-6 PRD-1 PRD-2 PRD-3 TRE-1 TRE-2 TRE-3 TRE-4 TRE-5 IDN-7 LOG-1 LOG-2 SET-1 SET-2 WRP-1"
                    + " WRP-2 LED-1 LED-4: the whole scenario plays, the books balance, and replay = live")
    void the_whole_scenario(@TempDir Path exports) throws Exception {
        var production = BACKLOT.production("e2e");

        production.crewRegisters();
        production.slateIsMade();
        production.moneyIsLocked();
        production.cameraChangesHands();
        production.takesRoll();
        var dailyReport = production.dayIsReported(exports);
        assertThat(production.escrowPaysOut()).isEqualTo("RELEASED");

        // The view of passports follows the log at its own pace.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var passport = production
                    .producer()
                    .api()
                    .get("/api/v1/registry/passport/" + production.vendor().accountId())
                    .expectSuccess();
            assertThat(passport.json().path("credits")).hasSize(1);
            assertThat(passport.json().path("creditRating").asInt()).isEqualTo(525);
            assertThat(passport.text()).doesNotContain(production.vendor().email());
        });

        assertThat(production.showLedger()).isZero();
        assertThat(production.lengthOfLog()).isGreaterThan(40);
        try (Stream<Path> files = Files.list(exports)) {
            var list = Files.readString(files.findFirst().orElseThrow());
            assertThat(list)
                    .startsWith("TITLE:")
                    .contains("FCM: NON-DROP FRAME")
                    .contains("001  ");
        }
        var edit = "/api/v1/wrap/export/edl?projectId=" + production.projectId() + "&format=";
        var cuttingRoom = production.producer().api();
        assertThat(cuttingRoom.get(edit + "fcpxml", "*/*").expectSuccess().text())
                .contains("<fcpxml version=\"1.10\">", "<asset-clip ");
        assertThat(cuttingRoom.get(edit + "premiere", "*/*").expectSuccess().text())
                .contains("<xmeml version=\"4\">", "<clipitem ");
        assertThat(cuttingRoom
                        .get(edit + "otio", "*/*")
                        .expectSuccess()
                        .json()
                        .at("/tracks/children/0/children/0/OTIO_SCHEMA")
                        .asString())
                .isEqualTo("Clip.2");
        assertThat(cuttingRoom
                        .get(dailyReport, "application/pdf")
                        .expectSuccess()
                        .text())
                .startsWith("%PDF-");
        assertThat(cuttingRoom.get(dailyReport, "text/plain").expectSuccess().text())
                .contains("Signed by ");
        cuttingRoom.get(edit + "aaf").expectRefusal("PARAMETER_INVALID");
        var auditor = new AuditorsQuestions(production);
        var payout = auditor.payout();
        auditor.why(payout);
        auditor.life(payout);
        auditor.before(payout);
        auditor.export();
        assertThat(BACKLOT.replayAll())
                .isNotEmpty()
                .allSatisfy(report ->
                        assertThat(report.differences()).as(report.projection()).isEmpty());
        assertThat(BACKLOT.replayAll())
                .extracting(ProjectionRebuild.Report::projection)
                .contains("ledger", "access");
    }
}
