// Why this file exists: lists from other systems differ in many small ways; a wrong guess would shift every cut.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.backlot.shared.editorial.Edits.cut;
import static org.backlot.shared.editorial.Edits.lines;
import static org.backlot.shared.editorial.Edits.span;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmxReaderTest {

    private static final FrameRate RATE = FrameRate.FPS_25;
    private static final String CUT = "001  A001     V     C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00";

    @Test
    @DisplayName("WRP-2: a list is read with its title, cuts, clip names, full reel names and remarks")
    void a_list() {
        EditDecisionList list = CmxReader.read(
                lines(
                        "TITLE: Desert Run",
                        "FCM: NON-DROP FRAME",
                        CUT,
                        "* FROM CLIP NAME: 12-01",
                        "* REEL NAME: A001_C003_0412AB",
                        "* COMMENT: favourite",
                        "* LOC: 01:00:01:00 RED     FIX",
                        "",
                        "002  B001     V     C        11:00:00:00 11:00:00:01 01:00:02:00 01:00:02:01"),
                RATE);

        assertThat(list.title()).isEqualTo("Desert Run");
        assertThat(list.rate()).isEqualTo(RATE);
        assertThat(list.events())
                .containsExactly(
                        cut(
                                1,
                                "A001_C003_0412AB",
                                span("10:00:00:00", "10:00:02:00", RATE),
                                span("01:00:00:00", "01:00:02:00", RATE),
                                "12-01",
                                "favourite",
                                "LOC: 01:00:01:00 RED FIX"),
                        cut(
                                2,
                                "B001",
                                span("11:00:00:00", "11:00:00:01", RATE),
                                span("01:00:02:00", "01:00:02:01", RATE)));
        assertThat(list.frames()).isEqualTo(51);
        assertThat(list.isContiguous()).isTrue();
    }

    @Test
    @DisplayName("WRP-2: tabs, missing spaces, missing asterisks, other line ends and a byte order mark do not matter")
    void loose_layout() {
        String text = "\uFEFFTITLE:Loose\nfcm: non-drop frame\r"
                + "1 A001 V C\t\t10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00  \n"
                + "FROM CLIP NAME:  shot 1 \n"
                + "*SOURCE FILE: shot.mov\n";

        assertThat(CmxReader.read(text, RATE).events())
                .containsExactly(cut(
                        1,
                        "A001",
                        span("10:00:00:00", "10:00:02:00", RATE),
                        span("01:00:00:00", "01:00:02:00", RATE),
                        "shot 1",
                        "SOURCE FILE: shot.mov"));
    }

    @Test
    @DisplayName("WRP-2: a list may begin without title or frame code mode, and a remark above all events is left out")
    void without_header() {
        EditDecisionList list = CmxReader.read(lines("* made on a Monday", CUT), RATE);

        assertThat(list.title()).isEqualTo("UNTITLED");
        assertThat(list.events())
                .singleElement()
                .satisfies(event -> assertThat(event.comments()).isEmpty());
    }

    @Test
    @DisplayName("WRP-2: a gap in the programme is kept")
    void gap() {
        EditDecisionList list = CmxReader.read(
                lines(
                        "TITLE: Gap",
                        CUT,
                        "002  A001     V     C        10:00:00:00 10:00:02:00 01:00:03:00 01:00:05:00"),
                RATE);

        assertThat(list.isContiguous()).isFalse();
        assertThat(list.frames()).isEqualTo(100);
    }

    @Test
    @DisplayName("WRP-2: reel names longer than the column and sound lines are taken as they are")
    void long_reels_and_sound() {
        EditDecisionList list = CmxReader.read(
                lines(
                        "TITLE: Sound",
                        "000001  A001C003_230412_R1AB AA/V  C  10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "* FROM CLIP NAME: AX",
                        "AUD  3    "),
                RATE);

        EditEvent event = list.events().getFirst();
        assertThat(event.reel()).isEqualTo("A001C003_230412_R1AB");
        assertThat(event.channels()).isEqualTo(new EditChannels(true, Set.of(1, 2, 3)));
    }

    @Test
    @DisplayName("WRP-2: a second clip name of an event stays as a remark, an empty reel name changes nothing")
    void second_clip_name() {
        EditEvent event = CmxReader.read(
                        lines(CUT, "* FROM CLIP NAME: one", "* FROM CLIP NAME: two", "* REEL NAME:"), RATE)
                .events()
                .getFirst();

        assertThat(event.clipName()).contains("one");
        assertThat(event.comments()).containsExactly("FROM CLIP NAME: two");
        assertThat(event.reel()).isEqualTo("A001");
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: source {3}, programme {4}")
    @DisplayName("WRP-2: drop frame is known by the separator of a label, by the frame code mode or by the given rate")
    @CsvSource({
        "29.97,   FCM: NON-DROP FRAME, :, 29.97,   29.97",
        "29.97DF, FCM: NON-DROP FRAME, :, 29.97,   29.97",
        "29.97,   FCM: DROP FRAME,     :, 29.97DF, 29.97DF",
        "29.97,   FCM: DROP FRAME,     ., 29.97DF, 29.97DF",
        "29.97,   FCM: NON-DROP FRAME, ., 29.97,   29.97",
        "29.97,   FCM: NON DROP FRAME, ;, 29.97DF, 29.97DF",
        "59.94,   FCM: NON-DROP FRAME, ',', 59.94DF, 59.94DF",
        "29.97,   '',                  :, 29.97,   29.97",
        "29.97DF, '',                  :, 29.97DF, 29.97DF"
    })
    void counting(String given, String frameCodeMode, String separator, String source, String programme) {
        String event = "001  A001 V C 10:02:00#10 10:02:02#00 01:02:00#10 01:02:02#00".replace("#", separator);

        EditDecisionList list = CmxReader.read(lines("TITLE: T", frameCodeMode, event), FrameRate.of(given));

        assertThat(list.rate()).isEqualTo(FrameRate.of(programme));
        assertThat(list.events().getFirst().source().in().rate()).isEqualTo(FrameRate.of(source));
    }

    @Test
    @DisplayName("WRP-2: a frame code mode further down governs the sources after it, not the programme")
    void frame_code_mode_changes() {
        EditDecisionList list = CmxReader.read(
                lines(
                        "TITLE: Changes",
                        "FCM: NON-DROP FRAME",
                        "001  A001 V C 10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00",
                        "FCM: DROP FRAME",
                        "002  B001 V C 10:00:00:00 10:00:01:00 01:00:01:00 01:00:02:00",
                        "FCM: NON-DROP FRAME",
                        "003  A001 V C 10:00:01:00 10:00:02:00 01:00:02:00 01:00:03:00"),
                FrameRate.FPS_29_97);

        assertThat(list.rate()).isEqualTo(FrameRate.FPS_29_97);
        assertThat(list.isContiguous()).isTrue();
        assertThat(list.events())
                .extracting(event -> event.source().in().rate())
                .containsExactly(FrameRate.FPS_29_97, FrameRate.FPS_29_97_DROP, FrameRate.FPS_29_97);
    }

    @Test
    @DisplayName("WRP-2: labels with semicolons all through are drop frame")
    void semicolons_all_through() {
        EditDecisionList list = CmxReader.read(
                lines("TITLE: T", "001  AX V C 00;00;00;00 00;00;05;00 00;00;00;00 00;00;05;00"), FrameRate.FPS_29_97);

        assertThat(list.rate()).isEqualTo(FrameRate.FPS_29_97_DROP);
        assertThat(list.frames()).isEqualTo(150);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("WRP-2: what is not understood is refused with its line and the reason")
    @CsvSource(
            delimiter = '|',
            value = {
                "001 A001 V D 026 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Only cuts (C) are supported",
                "001 A001 V W001 010 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Only cuts (C) are supported",
                "001 A001 V K B 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Only cuts (C) are supported",
                "001 A001 V C 10:00:00:00 10:00:02:00 01:00:00:00 | A cut has 8 columns",
                "001 A 001 V C 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Only cuts (C) are supported",
                "001 A001 X C 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Channels \"X\" are not known",
                "001 A001 V C 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:01 | takes 50 frames from its source but records 51",
                "001 A001 V C 10:00:00:00 10:00:00:00 01:00:00:00 01:00:00:00 | cannot last 0 frames",
                "001 A001 V C 10:00:00:25 10:00:02:00 01:00:00:00 01:00:02:00 | frames go from 00 to 24",
                "001 A001 V C 24:00:00:00 24:00:02:00 01:00:00:00 01:00:02:00 | a day has hours 00 to 23",
                "001 A001 V C 10:00:00;00 10:00:02;00 01:00:00:00 01:00:02:00 | no drop-frame timecode at 25",
                "001 A001 V C 900000 900050 0 50 | \"900000\" is not a timecode",
                "000 A001 V C 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Event number 0 is not within 1 to 999",
                "1000 A001 V C 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00 | Event number 1000 is not within 1 to 999",
                "M2   A001       047.6                10:00:00:00 | Speed changes (M2) are not supported",
                "FCM: SOMETIMES | \"SOMETIMES\" is not a frame code mode",
                "FCM: DROP FRAME | no drop-frame timecode at 25",
                "TITLE: Another | A second title",
                "AUD  3  4 | Sound tracks before the first event",
                "once upon a time | \"once upon a time\" is not a line of an edit list",
                "{\"OTIO_SCHEMA\":\"Timeline.1\"} | is not a line of an edit list"
            })
    void refused(String line, String reason) {
        assertThatExceptionOfType(CmxFormatException.class)
                .isThrownBy(() -> CmxReader.read(lines("TITLE: T", "", line), RATE))
                .withMessageStartingWith("Line 3: ")
                .withMessageContaining(reason)
                .satisfies(refusal -> assertThat(refusal.lineNumber()).isEqualTo(3));
    }

    @ParameterizedTest
    @DisplayName("WRP-2: a sound line names tracks 1 to 4 and nothing else")
    @ValueSource(strings = {"AUD 5", "AUD 0", "AUD three", "AUD 3 44", "AUD ٣x"})
    void refused_sound_lines(String line) {
        assertThatExceptionOfType(CmxFormatException.class)
                .isThrownBy(() -> CmxReader.read(lines(CUT, line), RATE))
                .withMessageStartingWith("Line 2: ");
    }

    @ParameterizedTest
    @DisplayName("WRP-2: a text without a title or an event is no edit list")
    @ValueSource(strings = {"", "\r\n\r\n", "* a remark", "FCM: NON-DROP FRAME"})
    void no_edit_list(String text) {
        assertThatExceptionOfType(CmxFormatException.class)
                .isThrownBy(() -> CmxReader.read(text, RATE))
                .withMessageContaining("it is no edit list");
    }

    @Test
    @DisplayName("WRP-2: a dropped label is refused in a drop-frame list even when written with colons")
    void dropped_label() {
        assertThatExceptionOfType(CmxFormatException.class)
                .isThrownBy(() -> CmxReader.read(
                        lines(
                                "TITLE: T",
                                "FCM: DROP FRAME",
                                "001  A001 V C 10:01:00:00 10:01:02:00 01:00:00:00 01:00:02:00"),
                        FrameRate.FPS_29_97))
                .withMessage("Line 3: \"10:01:00;00\" is not a timecode at 29.97DF:"
                        + " this label is dropped, no frame bears it");
    }

    @Test
    @DisplayName("WRP-2: a programme labelled in two ways is refused")
    void two_ways_of_labelling() {
        assertThatExceptionOfType(CmxFormatException.class)
                .isThrownBy(() -> CmxReader.read(
                        lines(
                                "TITLE: T",
                                "001  A001 V C 10:00:00:00 10:00:01:00 01:00:00;00 01:00:01;00",
                                "002  A001 V C 10:00:00:00 10:00:01:00 01:00:01:00 01:00:02:00"),
                        FrameRate.FPS_29_97))
                .withMessage("Line 3: The programme is labelled at 29.97DF before and at 29.97 here");
    }

    @Test
    @DisplayName("WRP-2: the 1000th event of a text is refused")
    void too_many_events() {
        String text = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> CUT)
                .collect(Collectors.joining("\n", "TITLE: Long\n", "\n"));

        assertThatExceptionOfType(CmxFormatException.class)
                .isThrownBy(() -> CmxReader.read(text, RATE))
                .withMessage("Line 1001: A list holds at most 999 events");
    }
}
