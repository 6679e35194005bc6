// Why this file exists: the export is worth something only if the cutting room can conform it without asking back.
package org.backlot.wrap.query.edl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.backlot.shared.editorial.CmxReader;
import org.backlot.shared.editorial.CmxWriter;
import org.backlot.shared.editorial.EditDecisionList;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EdlFromCircleTakesTest {

    private static final FrameRate RATE = FrameRate.FPS_25;

    @Test
    @DisplayName("WRP-2: circle takes are laid in slate order from hour one")
    void in_slate_order() {
        List<EditDecisionList> lists = EdlFromCircleTakes.assemble(
                "Desert Run",
                RATE,
                List.of(
                        take("B001", "12B-10", "14:00:00:00", 25, 2),
                        take("A003", "7-01", "16:00:00:00", 10, 3),
                        take("A001", "12A-02", "13:00:00:00", 50, 2),
                        take("B001", "12B-04", "13:30:00:00", 75, 2),
                        take("A001", "12B-04", "13:30:00:00", 75, 2),
                        take("A002", "44-03", "09:00:00:00", 5, 1)));

        assertThat(CmxWriter.writeAll(lists))
                .containsExactly(lines(
                        "TITLE: Desert Run",
                        "FCM: NON-DROP FRAME",
                        "001  A002     V     C        09:00:00:00 09:00:00:05 01:00:00:00 01:00:00:05",
                        "* FROM CLIP NAME: 44-03",
                        "002  A001     V     C        13:00:00:00 13:00:02:00 01:00:00:05 01:00:02:05",
                        "* FROM CLIP NAME: 12A-02",
                        "003  A001     V     C        13:30:00:00 13:30:03:00 01:00:02:05 01:00:05:05",
                        "* FROM CLIP NAME: 12B-04",
                        "004  B001     V     C        13:30:00:00 13:30:03:00 01:00:05:05 01:00:08:05",
                        "* FROM CLIP NAME: 12B-04",
                        "005  B001     V     C        14:00:00:00 14:00:01:00 01:00:08:05 01:00:09:05",
                        "* FROM CLIP NAME: 12B-10",
                        "006  A003     V     C        16:00:00:00 16:00:00:10 01:00:09:05 01:00:09:15",
                        "* FROM CLIP NAME: 7-01"));
    }

    @Test
    @DisplayName("WRP-2: a drop-frame programme begins at 01:00:00;00 and skips the labels that do not exist")
    void drop_frame() {
        FrameRate drop = FrameRate.FPS_29_97_DROP;
        CircleTake minute = new CircleTake("A001", "1-01", Timecode.parse("10:00:00;00", drop), 1_800, 1);
        CircleTake next = new CircleTake("A001", "1-02", Timecode.parse("10:05:00;02", drop), 1, 1);

        EditDecisionList list =
                EdlFromCircleTakes.assemble("Drop", drop, List.of(next, minute)).getFirst();

        assertThat(list.events().get(0).record().in().label()).isEqualTo("01:00:00;00");
        assertThat(list.events().get(1).record().in().label()).isEqualTo("01:01:00;02");
    }

    @Test
    @DisplayName("WRP-2: a take that ran past midnight keeps its length")
    void past_midnight() {
        EditDecisionList list = EdlFromCircleTakes.assemble(
                        "Night", RATE, List.of(take("A001", "80-01", "23:59:59:00", 50, 1)))
                .getFirst();

        assertThat(CmxWriter.write(list)).contains("23:59:59:00 00:00:01:00 01:00:00:00 01:00:02:00");
    }

    @Test
    @DisplayName("WRP-2: after 999 takes a further list goes on where the first ended")
    void more_than_999() {
        List<CircleTake> takes = IntStream.rangeClosed(1, 2_000)
                .mapToObj(number -> take("A001", "1-" + number, "10:00:00:00", 10, 1))
                .toList();

        List<EditDecisionList> lists = EdlFromCircleTakes.assemble("x".repeat(70), RATE, takes);

        assertThat(lists).extracting(list -> list.events().size()).containsExactly(999, 999, 2);
        assertThat(lists)
                .extracting(EditDecisionList::title)
                .containsExactly("x".repeat(53) + " 1 of 3", "x".repeat(53) + " 2 of 3", "x".repeat(53) + " 3 of 3");
        assertThat(lists.get(1).events().getFirst().number()).isEqualTo(1);
        assertThat(lists.get(1).events().getFirst().record().in())
                .isEqualTo(lists.get(0).events().getLast().record().out());
        assertThat(lists.get(2).events().getLast().clipName()).contains("1-2000");
    }

    @Test
    @DisplayName("WRP-2: a programme that would run past midnight goes on in a further list at hour one")
    void longer_than_a_timeline() {
        long tenHours = 10L * 3_600 * 25;
        List<EditDecisionList> lists = EdlFromCircleTakes.assemble(
                "Long",
                RATE,
                List.of(
                        take("A001", "1-01", "06:00:00:00", tenHours, 1),
                        take("A001", "1-02", "06:00:00:00", tenHours, 1),
                        take("A001", "1-03", "06:00:00:00", tenHours, 1)));

        assertThat(lists).extracting(list -> list.events().size()).containsExactly(2, 1);
        assertThat(lists.get(1).events().getFirst().record().in().label()).isEqualTo("01:00:00:00");
    }

    @Test
    @DisplayName("WRP-2: without circle takes there is one list without events")
    void no_takes() {
        assertThat(EdlFromCircleTakes.assemble("Nothing yet", RATE, List.of()))
                .containsExactly(new EditDecisionList("Nothing yet", RATE, List.of()));
    }

    @Test
    @DisplayName("WRP-2: a take shot at another speed, or too long for any timeline, is refused by its slate")
    void refused_takes() {
        List<CircleTake> slowMotion =
                List.of(new CircleTake("A001", "9-01", new Timecode(0, FrameRate.FPS_50), 100, 1));
        List<CircleTake> endless = List.of(take("A001", "9-02", "00:00:00:00", 23L * 3_600 * 25, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EdlFromCircleTakes.assemble("Speed", RATE, slowMotion))
                .withMessage("Slate 9-01 was shot at 50 frames per second, the programme runs at 25");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EdlFromCircleTakes.assemble("Endless", RATE, endless))
                .withMessage("Slate 9-02 lasts longer than a timeline can hold");
    }

    @Test
    @DisplayName("WRP-2: a circle take has a reel, a slate and frames")
    void incomplete_takes() {
        assertThatIllegalArgumentException().isThrownBy(() -> take(" \n", "1-01", "00:00:00:00", 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> take("A001", "\u202e", "00:00:00:00", 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> take("A001", "1-01", "00:00:00:00", 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> take("BL", "1-01", "00:00:00:00", 1, 1));
        assertThat(take("A\r\n001", "1\t01", "00:00:00:00", 1, 1).source().out().label())
                .isEqualTo("00:00:00:01");
    }

    @Property(tries = 300)
    @Label("WRP-2: the programme has no gaps, lasts as long as its takes together and reads back unchanged")
    void whole_programme(@ForAll("programmes") Programme programme) {
        EditDecisionList list = EdlFromCircleTakes.assemble("Programme", programme.rate(), programme.takes())
                .getFirst();

        long frames = programme.takes().stream().mapToLong(CircleTake::frames).sum();
        assertThat(list.isContiguous()).isTrue();
        assertThat(list.frames()).isEqualTo(frames);
        if (!list.events().isEmpty()) {
            Timecode begin = list.events().getFirst().record().in();
            assertThat(begin.label()).isIn("01:00:00:00", "01:00:00;00");
            assertThat(begin.framesUntil(list.events().getLast().record().out()))
                    .isEqualTo(frames);
        }
        assertThat(list.events())
                .extracting(event -> event.source())
                .containsExactlyInAnyOrderElementsOf(
                        programme.takes().stream().map(CircleTake::source).toList());
        assertThat(CmxReader.read(CmxWriter.write(list), programme.rate())).isEqualTo(list);
    }

    @Provide
    Arbitrary<Programme> programmes() {
        return Arbitraries.of(FrameRate.class)
                .flatMap(rate -> takes(rate).list().ofMaxSize(40).map(takes -> new Programme(rate, takes)));
    }

    private static Arbitrary<CircleTake> takes(FrameRate rate) {
        Arbitrary<Timecode> sourceIns = Arbitraries.of(FrameRate.values())
                .filter(rate::hasSameSpeedAs)
                .flatMap(sourceRate -> Arbitraries.longs()
                        .between(0, sourceRate.framesPerDay() - 1)
                        .map(frame -> new Timecode(frame, sourceRate)));
        return Combinators.combine(
                        Arbitraries.of("A001", "B001_C002_0412AB", "B001_C003_0412AB", "رول ٣"),
                        Arbitraries.strings().withChars("12AB-").ofMinLength(1).ofMaxLength(6),
                        sourceIns,
                        Arbitraries.longs().between(1, 20_000),
                        Arbitraries.integers().between(1, 5))
                .as(CircleTake::new);
    }

    private static CircleTake take(String reel, String slate, String sourceIn, long frames, int sceneOrder) {
        return new CircleTake(reel, slate, Timecode.parse(sourceIn, RATE), frames, sceneOrder);
    }

    /** Lines as they stand in a file, with the line ends of the format. */
    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    record Programme(FrameRate rate, List<CircleTake> takes) {}
}
