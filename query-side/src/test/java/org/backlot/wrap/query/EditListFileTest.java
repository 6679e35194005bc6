// Why this file exists: a file's name goes into a header; a title is written by people.
package org.backlot.wrap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.backlot.wrap.api.WrapRejection;
import org.backlot.wrap.query.edl.CircleTake;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditListFileTest {
    @Test
    @DisplayName("WRP-2: the file of an edit list has a plain ASCII name, whatever the title")
    void file_name() {
        var day = Optional.of(LocalDate.parse("2026-11-20"));

        assertThat(WrapQueryController.fileName("The Last Reel", day)).isEqualTo("the-last-reel-2026-11-20");
        assertThat(WrapQueryController.fileName("../\"; rm\r\nX: y", Optional.empty()))
                .isEqualTo("rm-x-y");
        assertThat(WrapQueryController.fileName("البكرة الأخيرة", Optional.empty()))
                .isEqualTo("circle-takes");
        assertThat(WrapQueryController.fileName("É".repeat(500), Optional.empty()))
                .matches("[a-z0-9-]{1,40}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cmx3600,  text/plain;charset=US-ASCII,                               night-run-2026-11-20.edl,    TITLE: Night Run",
        "fcpxml,   application/xml;charset=UTF-8,                             night-run-2026-11-20.fcpxml, <fcpxml version=\"1.10\">",
        "premiere, application/xml;charset=UTF-8,                             night-run-2026-11-20.xml,    <xmeml version=\"4\">",
        "otio,     application/vnd.pixar.opentimelineio+json;charset=UTF-8,   night-run-2026-11-20.otio,   \"OTIO_SCHEMA\" : \"Timeline.1\"",
    })
    @DisplayName("WRP-2: each format leaves under its own type and name, and holds the circle takes")
    void formats(String format, String contentType, String fileName, String mark) {
        var answer = WrapQueryController.file(
                programme("Night Run", 3), ExportFormat.parse(format), Optional.of(LocalDate.parse("2026-11-20")), 1);

        assertThat(answer.getHeaders().getContentType()).hasToString(contentType);
        assertThat(answer.getHeaders().getContentDisposition().isAttachment()).isTrue();
        assertThat(answer.getHeaders().getContentDisposition().getFilename()).isEqualTo(fileName);
        assertThat(answer.getHeaders().getFirst("Backlot-Parts")).isEqualTo("1");
        assertThat(answer.getBody())
                .asString(StandardCharsets.UTF_8)
                .contains(mark)
                .contains("7-1", "7-2", "7-3", "A001");
    }

    @Test
    @DisplayName("WRP-2: a thousand takes are two lists, and one timeline in every other format")
    void parts() {
        var programme = programme("Long", 1_000);

        var second = WrapQueryController.file(programme, ExportFormat.CMX3600, Optional.empty(), 2);
        assertThat(second.getHeaders().getFirst("Backlot-Parts")).isEqualTo("2");
        assertThat(second.getHeaders().getContentDisposition().getFilename()).isEqualTo("long-2.edl");
        assertThat(second.getBody()).asString(StandardCharsets.UTF_8).contains("TITLE: Long 2 of 2", "7-1000");
        for (var format : List.of(ExportFormat.FCPXML, ExportFormat.PREMIERE, ExportFormat.OTIO)) {
            var whole = WrapQueryController.file(programme, format, Optional.empty(), 1);
            assertThat(whole.getHeaders().getFirst("Backlot-Parts")).isEqualTo("1");
            assertThat(whole.getBody()).asString(StandardCharsets.UTF_8).contains("7-1000");
            assertThatExceptionOfType(Rejection.class)
                    .isThrownBy(() -> WrapQueryController.file(programme, format, Optional.empty(), 2))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(CommonRejection.PARAMETER_INVALID));
        }
    }

    @Test
    @DisplayName("WRP-2: a title in Arabic leaves as UTF-8 in every format")
    void other_scripts() {
        for (var format : ExportFormat.values()) {
            var answer = WrapQueryController.file(programme("البكرة", 1), format, Optional.empty(), 1);
            assertThat(answer.getHeaders().getContentType())
                    .isNotNull()
                    .satisfies(type -> assertThat(type.getCharset()).isEqualTo(StandardCharsets.UTF_8));
            assertThat(answer.getBody()).asString(StandardCharsets.UTF_8).contains("البكرة");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "edl", "FCPXML", "fcpxml ", "aaf"})
    @DisplayName("WRP-2: an unknown format is refused by its name, with those there are")
    void unknown_format(String format) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> ExportFormat.parse(format))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(CommonRejection.PARAMETER_INVALID);
                    assertThat(refused.field()).contains("format");
                    assertThat(refused.detail()).isEqualTo("format must be one of cmx3600, fcpxml, premiere, otio.");
                });
    }

    @Test
    @DisplayName("WRP-2: takes that no timeline can hold are refused in every format")
    void not_possible() {
        var slow = new CircleTake("A001", "9-01", new Timecode(0, FrameRate.FPS_50), 100, 1);
        var programme = new DailyReportReads.Programme("Speed", FrameRate.FPS_25, List.of(slow));

        for (var format : ExportFormat.values()) {
            assertThatExceptionOfType(Rejection.class)
                    .isThrownBy(() -> WrapQueryController.file(programme, format, Optional.empty(), 1))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(WrapRejection.EDL_NOT_POSSIBLE));
        }
    }

    private static DailyReportReads.Programme programme(String title, int takes) {
        return new DailyReportReads.Programme(
                title,
                FrameRate.FPS_25,
                IntStream.rangeClosed(1, takes)
                        .mapToObj(number -> new CircleTake(
                                "A001", "7-" + number, Timecode.parse("10:00:00:00", FrameRate.FPS_25), 10, 1))
                        .toList());
    }
}
