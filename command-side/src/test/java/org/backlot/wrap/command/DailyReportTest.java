// Why this file exists: the day is signed once and amended as often as facts come late.
package org.backlot.wrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.ProjectId;
import org.backlot.wrap.api.DailyReportCommand.SignDailyReport;
import org.backlot.wrap.api.DailyReportEvent;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DailyReportTest {
    private static final Instant EVENING = Instant.parse("2026-11-20T17:30:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final ProjectId PROJECT = new ProjectId(new UUID(0x7000, 1));
    private static final AccountId LEAD = new AccountId(new UUID(0x7000, 2));

    private DailyReport report = DailyReport.unsigned();

    @Test
    @DisplayName("WRP-1: the first sign-off of a day is no amendment")
    void first_sign_off() {
        assertThat(sign(1, "aa")).containsExactly(signed(1, 0, "aa"));
    }

    @Test
    @DisplayName("WRP-1: late facts change the digest; each further sign-off is amendment 1, 2, …")
    void amendments() {
        sign(1, "aa");
        assertThat(sign(2, "bb")).containsExactly(signed(2, 1, "bb"));
        assertThat(sign(3, "aa")).containsExactly(signed(3, 2, "aa"));
    }

    @Test
    @DisplayName("WRP-1: signing what stands signed does nothing, whoever signs and under whichever id")
    void same_digest_again() {
        sign(1, "aa");
        assertThat(sign(1, "aa")).isEmpty();
        assertThat(sign(9, "aa")).isEmpty();
    }

    @Test
    @DisplayName("WRP-1: an id names one sign-off")
    void id_taken() {
        sign(1, "aa");
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> sign(1, "bb"))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(CommonRejection.ID_TAKEN));
    }

    @Test
    @DisplayName("TRE-4: the wrap token is the digest under the server's seal")
    void wrap_token() {
        ServerSecret secret = (purpose, text) -> (purpose + "/" + text).getBytes(StandardCharsets.UTF_8);
        var fixture = new AggregateTestFixture<>(DailyReportAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(EVENING, ZoneOffset.UTC));
        fixture.registerInjectableResource(secret);
        var token = HexFormat.of().formatHex("wrap-token/aa".getBytes(StandardCharsets.UTF_8));
        var signed = new DailyReportSigned(reportId(1), PROJECT, DAY, 0, "aa", token, LEAD, EVENING);

        fixture.givenNoPriorActivity()
                .when(new SignDailyReport(reportId(1), PROJECT, DAY, "aa", LEAD))
                .expectEvents(signed)
                .expectResultMessagePayload(signed);
        fixture.given(signed)
                .when(new SignDailyReport(reportId(2), PROJECT, DAY, "aa", LEAD))
                .expectNoEvents()
                .expectResultMessagePayload(signed);
    }

    private List<DailyReportEvent> sign(int id, String digest) {
        var events = report.sign(
                new SignDailyReport(reportId(id), PROJECT, DAY, digest, LEAD), "token of " + digest, EVENING);
        events.forEach(event -> report = report.evolve(event));
        return events;
    }

    private static DailyReportSigned signed(int id, int amendment, String digest) {
        return new DailyReportSigned(
                reportId(id), PROJECT, DAY, amendment, digest, "token of " + digest, LEAD, EVENING);
    }

    private static DailyReportId reportId(int number) {
        return new DailyReportId(new UUID(0x7000, 100 + number));
    }
}
