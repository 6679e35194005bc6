// Why this file exists: cutting rooms read lists by column, so the text itself is what we promise.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.backlot.shared.editorial.Edits.cut;
import static org.backlot.shared.editorial.Edits.lines;
import static org.backlot.shared.editorial.Edits.span;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CmxWriterTest {

    private static final FrameRate RATE = FrameRate.FPS_25;
    private static final FrameSpan SOURCE = span("10:00:00:00", "10:00:02:00", RATE);
    private static final FrameSpan RECORD = span("01:00:00:00", "01:00:02:00", RATE);

    @Test
    @DisplayName("WRP-2: a list is a title, the frame code mode and one line per cut, lines ended by CR and LF")
    void layout() {
        EditDecisionList list = new EditDecisionList(
                "Desert Run day 3",
                RATE,
                List.of(
                        cut(1, "A001", SOURCE, RECORD, "12-01", "director's favourite", "soft at the end"),
                        cut(
                                2,
                                "B002C003",
                                span("11:30:00:10", "11:30:00:11", RATE),
                                span("01:00:02:00", "01:00:02:01", RATE))));

        assertThat(CmxWriter.write(list))
                .isEqualTo(lines(
                        "TITLE: Desert Run day 3",
                        "FCM: NON-DROP FRAME",
                        "001  A001     V     C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "* FROM CLIP NAME: 12-01",
                        "* COMMENT: director's favourite",
                        "* COMMENT: soft at the end",
                        "002  B002C003 V     C        11:30:00:10 11:30:00:11 01:00:02:00 01:00:02:01"));
    }

    @Test
    @DisplayName("WRP-2: a drop-frame list says so above its events and before the frames of every label")
    void drop_frame() {
        FrameRate drop = FrameRate.FPS_29_97_DROP;
        EditDecisionList list = new EditDecisionList(
                "Drop",
                drop,
                List.of(cut(
                        1,
                        "A001",
                        span("00:00:59;28", "00:01:00;02", drop),
                        span("01:00:00;00", "01:00:00;02", drop))));

        assertThat(CmxWriter.write(list))
                .isEqualTo(lines(
                        "TITLE: Drop",
                        "FCM: DROP FRAME",
                        "001  A001     V     C        00:00:59;28 00:01:00;02 01:00:00;00 01:00:00;02"));
    }

    @Test
    @DisplayName(
            "WRP-2: where a camera was labelled otherwise than the programme, the frame code mode changes and returns")
    void mixed_frame_code_modes() {
        FrameRate drop = FrameRate.FPS_29_97_DROP;
        FrameRate nonDrop = FrameRate.FPS_29_97;
        EditDecisionList list = new EditDecisionList(
                "Mixed",
                drop,
                List.of(
                        cut(
                                1,
                                "A001",
                                span("10:00:00:00", "10:00:01:00", nonDrop),
                                span("01:00:00;00", "01:00:01;00", drop)),
                        cut(
                                2,
                                "B001",
                                span("10:00:00;00", "10:00:01;00", drop),
                                span("01:00:01;00", "01:00:02;00", drop))));

        assertThat(CmxWriter.write(list))
                .isEqualTo(lines(
                        "TITLE: Mixed",
                        "FCM: DROP FRAME",
                        "FCM: NON-DROP FRAME",
                        "001  A001     V     C        10:00:00:00 10:00:01:00 01:00:00;00 01:00:01;00",
                        "FCM: DROP FRAME",
                        "002  B001     V     C        10:00:00;00 10:00:01;00 01:00:01;00 01:00:02;00"));
    }

    @Test
    @DisplayName("WRP-2: sound tracks 3 and 4 follow their event in a line of their own")
    void four_sound_tracks() {
        EditEvent event = new EditEvent(
                1, "A001", new EditChannels(true, Set.of(1, 2, 3, 4)), SOURCE, RECORD, Optional.of("12-01"), List.of());

        assertThat(CmxWriter.write(new EditDecisionList("Sound", RATE, List.of(event))))
                .isEqualTo(lines(
                        "TITLE: Sound",
                        "FCM: NON-DROP FRAME",
                        "001  A001     AA/V  C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "AUD  3  4",
                        "* FROM CLIP NAME: 12-01"));
    }

    @Test
    @DisplayName("WRP-2: reel names that do not fit stand shortened in the column and in full beneath, never two alike")
    void long_reel_names() {
        EditDecisionList list = new EditDecisionList(
                "Reels",
                RATE,
                List.of(
                        cut(1, "A001_C003_0412AB", SOURCE, RECORD, "12-01"),
                        cut(2, "A001_C004_0412AB", SOURCE, RECORD, "12-02"),
                        cut(3, "A001_C003_0412AB", SOURCE, RECORD, "12-03")));

        assertThat(CmxWriter.write(list).lines().skip(2))
                .containsExactly(
                        "001  A001_C00 V     C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "* FROM CLIP NAME: 12-01",
                        "* REEL NAME: A001_C003_0412AB",
                        "002  A001_C_2 V     C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "* FROM CLIP NAME: 12-02",
                        "* REEL NAME: A001_C004_0412AB",
                        "003  A001_C00 V     C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "* FROM CLIP NAME: 12-03",
                        "* REEL NAME: A001_C003_0412AB");
    }

    @Test
    @DisplayName("WRP-2: a reel bears the same short name in all lists of a programme")
    void same_short_name_in_all_lists() {
        EditDecisionList one = new EditDecisionList("Part 1", RATE, List.of(cut(1, "A001_C003", SOURCE, RECORD)));
        EditDecisionList two = new EditDecisionList("Part 2", RATE, List.of(cut(1, "A001_C004", SOURCE, RECORD)));

        assertThat(CmxWriter.writeAll(List.of(one, two)).get(1)).contains("001  A001_C_2 ");
        assertThat(CmxWriter.write(two)).contains("001  A001_C00 ");
    }

    @Test
    @DisplayName("WRP-2: no name or remark from outside can begin a line of the list")
    void text_from_outside_stays_on_its_line() {
        String attack = "x\r\n002  EVIL     V     C        \u2028FCM: DROP FRAME\u0085M2\u0000\t\u001b[2K\u202e";
        EditDecisionList list = new EditDecisionList(
                attack, RATE, List.of(cut(1, attack, SOURCE, RECORD, attack, attack, "\r\n", "\uD800")));

        String text = CmxWriter.write(list);

        String harmless = "x 002 EVIL V C FCM: DROP FRAME M2 [2K";
        assertThat(text)
                .isEqualTo(lines(
                        "TITLE: " + harmless,
                        "FCM: NON-DROP FRAME",
                        "001  X_002_EV V     C        10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "* FROM CLIP NAME: " + harmless,
                        "* REEL NAME: " + harmless,
                        "* COMMENT: " + harmless));
    }

    @Test
    @DisplayName(
            "WRP-2: letters of every script survive in titles, clip names and remarks, and a title ends at 60 characters")
    void every_script() {
        String title = "صحراء ".repeat(20);
        EditDecisionList list =
                new EditDecisionList(title, RATE, List.of(cut(1, "لفة١", SOURCE, RECORD, "காட்சி 12", "très bon 🎬")));

        String text = CmxWriter.write(list);

        assertThat(list.title()).hasSizeLessThanOrEqualTo(60).startsWith("صحراء صحراء");
        assertThat(text)
                .contains(
                        "001  REEL     V",
                        "* REEL NAME: لفة١",
                        "* FROM CLIP NAME: காட்சி 12",
                        "* COMMENT: très bon 🎬");
    }

    @Test
    @DisplayName("WRP-2: a list without a title is called so")
    void no_title() {
        assertThat(CmxWriter.write(new EditDecisionList(" \n ", RATE, List.of())))
                .isEqualTo(lines("TITLE: UNTITLED", "FCM: NON-DROP FRAME"));
    }

    @Test
    @DisplayName("WRP-2: more than 999 events do not fit a list")
    void too_many_events() {
        List<EditEvent> events = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> cut(Math.min(number, 999), "A001", SOURCE, RECORD))
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EditDecisionList("Long", RATE, events))
                .withMessageContaining("at most 999 events");
    }

    @Test
    @DisplayName("WRP-2: a cut records as many frames as it takes, at the same speed")
    void source_and_record_agree() {
        FrameSpan longer = new FrameSpan(Timecode.parse("01:00:00:00", RATE), 51);
        FrameSpan faster = span("01:00:00:00", "01:00:01:20", FrameRate.FPS_30);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cut(7, "A001", SOURCE, longer))
                .withMessage("Event 7 takes 50 frames from its source but records 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cut(7, "A001", SOURCE, faster))
                .withMessage("Event 7 records a source of 25 frames per second at 30");
        assertThatIllegalArgumentException().isThrownBy(() -> cut(0, "A001", SOURCE, RECORD));
        assertThatIllegalArgumentException().isThrownBy(() -> cut(1_000, "A001", SOURCE, RECORD));
    }

    @Test
    @DisplayName("WRP-2: all cuts of a list are recorded at the list's rate")
    void one_rate() {
        List<EditEvent> events = List.of(cut(1, "A001", SOURCE, RECORD));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EditDecisionList("Rates", FrameRate.FPS_24, events))
                .withMessage("Event 1 is recorded at 25 in a list of 24");
    }
}
