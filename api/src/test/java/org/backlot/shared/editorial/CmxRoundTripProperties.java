// Why this file exists: what we write must read back as exactly what we meant, whatever people type into it.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

class CmxRoundTripProperties {

    private static final int LONGEST_TAKE = 200_000;

    @Property
    @Label("WRP-2: a list written and read back is the same list")
    void read_back(@ForAll("lists") EditDecisionList list) {
        assertThat(CmxReader.read(CmxWriter.write(list), list.rate())).isEqualTo(list);
    }

    @Property
    @Label("WRP-2: the list alone tells whether its labels drop; the reader needs to know the speed only")
    void read_back_at_the_same_speed(@ForAll("lists") EditDecisionList list) {
        assertThat(CmxReader.read(CmxWriter.write(list), list.rate().asNonDropFrame()))
                .isEqualTo(list);
    }

    @Property
    @Label("WRP-2: nothing is lost on the way through a file in UTF-8")
    void through_a_file(@ForAll("lists") EditDecisionList list) {
        byte[] file = CmxWriter.write(list).getBytes(StandardCharsets.UTF_8);

        assertThat(CmxReader.read(new String(file, StandardCharsets.UTF_8), list.rate()))
                .isEqualTo(list);
    }

    @Property
    @Label("WRP-2: every line of a list is one of the format, and event lines keep their columns")
    void lines_of_the_format(@ForAll("lists") EditDecisionList list) {
        String text = CmxWriter.write(list);

        assertThat(text.split("\r\n", -1))
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("\\p{Cntrl}")
                        .matches(
                                "|TITLE: .{1,120}|FCM: (NON-)?DROP FRAME|AUD( {2}[34])+|\\* (FROM CLIP NAME|REEL NAME|COMMENT): .+"
                                        + "|\\d{3} {2}[A-Z0-9_]{1,8} *+(?<=^.{14})[ABV2/NOE]{1,4} +(?<=^.{20})C {8}"
                                        + "(\\d\\d:\\d\\d:\\d\\d[:;]\\d\\d ?){4}"));
    }

    @Property
    @Label("WRP-2: two reels never share a short name, and none is taken for black or bars")
    void short_reel_names(@ForAll List<@From("reels") String> fullNames) {
        ReelNames names = new ReelNames(fullNames);

        List<String> once = fullNames.stream().distinct().toList();
        assertThat(once)
                .extracting(names::columnOf)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Z0-9_]{1,8}"));
        assertThat(once).allSatisfy(name -> {
            if (!ReelNames.hasAMeaning(name)) {
                assertThat(ReelNames.hasAMeaning(names.columnOf(name))).isFalse();
            }
        });
    }

    @Provide
    Arbitrary<String> reels() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "A001", "a001", "A001_C003", "A001_C004", "A001_C00", "A001_C_2", "BL", "bl", "AX", "bars"),
                Arbitraries.strings().withCharRange('A', 'C').ofMinLength(1).ofMaxLength(10),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Provide
    Arbitrary<EditDecisionList> lists() {
        return Arbitraries.of(FrameRate.class)
                .flatMap(rate -> Combinators.combine(text(), events(rate).list().ofMaxSize(8))
                        .as((title, events) -> new EditDecisionList(title, rate, events)));
    }

    private Arbitrary<EditEvent> events(FrameRate rate) {
        Arbitrary<FrameRate> sourceRates = Arbitraries.of(FrameRate.values()).filter(rate::hasSameSpeedAs);
        Arbitrary<FrameSpan> sources = sourceRates.flatMap(CmxRoundTripProperties::spans);
        return Combinators.combine(
                        Arbitraries.integers().between(1, EditEvent.LAST_NUMBER),
                        reels(),
                        channels(),
                        sources,
                        timecodes(rate),
                        text().optional(),
                        text().list().ofMaxSize(3))
                .as((number, reel, channels, source, recordIn, clipName, comments) -> new EditEvent(
                        number, reel, channels, source, new FrameSpan(recordIn, source.frames()), clipName, comments));
    }

    private static Arbitrary<EditChannels> channels() {
        Arbitrary<Set<Integer>> tracks =
                Arbitraries.integers().between(1, 4).set().ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(true, false), tracks).as(EditChannels::new);
    }

    private static Arbitrary<FrameSpan> spans(FrameRate rate) {
        return Combinators.combine(timecodes(rate), Arbitraries.longs().between(1, LONGEST_TAKE))
                .as(FrameSpan::new);
    }

    private static Arbitrary<Timecode> timecodes(FrameRate rate) {
        return Arbitraries.longs().between(0, rate.framesPerDay() - 1).map(frame -> new Timecode(frame, rate));
    }

    /** Anything that can be typed, and what somebody would type who wants to break the list. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(80),
                Arbitraries.of(
                        "",
                        "12B-04",
                        "\r\n",
                        "x\r\n* FROM CLIP NAME: y",
                        "x\nTITLE: y\nFCM: DROP FRAME",
                        "COMMENT: COMMENT: x",
                        "FROM CLIP NAME: x",
                        "REEL NAME: x",
                        "* * FREEZE FRAME",
                        "001  A001 V C 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00",
                        "\u2028M2 A001 000.0 10:00:00:00",
                        "\uD83C\u200E\uDFAC",
                        "two  spaces\tand a tab "));
    }
}
