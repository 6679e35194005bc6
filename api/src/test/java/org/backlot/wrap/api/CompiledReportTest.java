// Why this file exists: two machines that compile the same day must come to the same bytes.
package org.backlot.wrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CompiledReportTest {
    private static final String DOCUMENT = """
            {"takes": [{"slate": "12B-01", "takeId": "00000000-0000-7000-0000-000000000005", "frames": 300,
                        "circled": true, "sceneId": "00000000-0000-7000-0000-000000000004",
                        "unitId": "00000000-0000-7000-0000-000000000003", "startsAt": "09:00:00:00",
                        "cameraRoll": "A001"}],
             "title": "The Last Reel \\u0645", "units": [{"name": "Main", "takes": 1,
                        "unitId": "00000000-0000-7000-0000-000000000003"}],
             "lastCut": "2026-11-20T06:00:12.500000Z", "timeZone": "Asia/Riyadh", "firstRoll": "2026-11-20T06:00:00.000000Z",
             "frameRate": "24", "incidents": [{"incidentId": "00000000-0000-7000-0000-000000000006",
                        "unitId": "00000000-0000-7000-0000-000000000003",
                        "reportedBy": "00000000-0000-7000-0000-000000000007", "at": "2026-11-20T07:00:00.000000Z"}],
             "projectId": "00000000-0000-7000-0000-000000000001", "totalTakes": 1, "circleTakes": ["12B-01"],
             "shootingDay": "2026-11-20", "totalFrames": 300, "totalSetups": 1,
             "scenesCompleted": [], "scenesScheduled": ["12"]}
            """;

    @Test
    @DisplayName("WRP-1: a report read from the projection's document and one made in Java have the same digest")
    void same_digest_from_either_side() {
        var read = CompiledReport.fromJson(DOCUMENT);

        assertThat(read).isEqualTo(report(300L));
        assertThat(read.digest()).isEqualTo(report(300L).digest()).matches("[0-9a-f]{64}");
    }

    @Test
    @DisplayName("WRP-1: the canonical form is sorted, without blanks, and reads back as the same report")
    void canonical() {
        var canonical = report(300L).canonicalJson();

        assertThat(canonical)
                .startsWith("{\"circleTakes\":[\"12B-01\"],\"firstRoll\":\"2026-11-20T06:00:00Z\",\"frameRate\":\"24\"")
                .contains("\"lastCut\":\"2026-11-20T06:00:12.500Z\"", "\"title\":\"The Last Reel م\"");
        assertThat(CompiledReport.fromJson(canonical)).isEqualTo(report(300L));
    }

    @Test
    @DisplayName("WRP-1: one frame more is another report")
    void another_digest() {
        assertThat(report(301L).digest()).isNotEqualTo(report(300L).digest());
    }

    private static CompiledReport report(long frames) {
        var unit = new UnitId(id(3));
        return new CompiledReport(
                new ProjectId(id(1)),
                "The Last Reel م",
                LocalDate.parse("2026-11-20"),
                ZoneId.of("Asia/Riyadh"),
                FrameRate.FPS_24,
                List.of("12"),
                List.of(),
                List.of("12B-01"),
                List.of(new CompiledReport.Incident(
                        new IncidentId(id(6)), unit, new AccountId(id(7)), Instant.parse("2026-11-20T07:00:00Z"))),
                1,
                1,
                frames,
                Instant.parse("2026-11-20T06:00:00Z"),
                Instant.parse("2026-11-20T06:00:12.5Z"),
                List.of(new CompiledReport.Unit(unit, "Main", 1)),
                List.of(new CompiledReport.ReportedTake(
                        new TakeId(id(5)), unit, new SceneId(id(4)), "12B-01", "A001", "09:00:00:00", frames, true)));
    }

    private static UUID id(long number) {
        return new UUID(0x7000, number);
    }
}
