// Why this file exists: words of a speaker become lines of a file that a player obeys.
package org.backlot.shared.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubtitleFilesTest {

    private static final Path APPROVED = Path.of("src/test/resources/captions");
    private static final List<TimedText> SAMPLE = List.of(
            TimedText.ofFrames(48, 96, FrameRate.FPS_23_976, "second\r\n\r\nof two --> lines"),
            TimedText.ofMilliseconds(0, 2_002, "مرحبا & \"welcome\""),
            TimedText.ofMilliseconds(5_000, 6_000, " \n\u0000\n "),
            TimedText.ofMilliseconds(360_000_000, 360_000_001, "<b>a < b</b>\u2028NOTE x\n\n7\n"));

    @Test
    @DisplayName("CLP-7: SubRip is written as approved")
    void srt() throws IOException {
        assertThat(SrtWriter.write(SAMPLE)).isEqualTo(approved("sample.srt", SrtWriter.write(SAMPLE)));
    }

    @Test
    @DisplayName("CLP-7: WebVTT is written as approved")
    void vtt() throws IOException {
        assertThat(WebVttWriter.write(SAMPLE)).isEqualTo(approved("sample.vtt", WebVttWriter.write(SAMPLE)));
    }

    @Test
    @DisplayName("CLP-7: without texts there is an empty list, with its head where the format has one")
    void nothing() {
        assertThat(SrtWriter.write(List.of())).isEmpty();
        assertThat(WebVttWriter.write(List.of())).isEqualTo("WEBVTT\n");
    }

    @Test
    @DisplayName("CLP-7: a text shows for a while, from the beginning of the programme at the earliest")
    void refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimedText.ofMilliseconds(-1, 5, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> TimedText.ofMilliseconds(5, 5, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> TimedText.ofFrames(5, 4, FrameRate.FPS_24, "x"));
    }

    @Property(tries = 300)
    @Label("CLP-7: a text by frames shows with its first frame and goes with its last, at every rate")
    void frames(
            @ForAll FrameRate rate,
            @ForAll @LongRange(max = 10_000_000) long from,
            @ForAll @LongRange(min = 1, max = 1_000) long frames) {
        TimedText text = TimedText.ofFrames(from, from + frames, rate, "x");

        assertThat(rate.framesAt(Duration.ofMillis(text.fromMillisecond()))).isEqualTo(from);
        assertThat(rate.framesAt(Duration.ofMillis(text.untilMillisecond()))).isEqualTo(from + frames);
        assertThat(rate.framesAt(Duration.ofMillis(text.untilMillisecond() - 1)))
                .isEqualTo(from + frames - 1);
    }

    @Property(tries = 200)
    @Label("CLP-7: whatever is said, a file holds as many subtitles as texts, each with one time line")
    void safe(@ForAll("texts") List<TimedText> texts) {
        long shown = texts.stream().filter(text -> !text.lines().isEmpty()).count();

        List<String> srt = blocks(SrtWriter.write(texts).replace("\r\n", "\n"));
        assertThat(srt).hasSize(Math.toIntExact(shown));
        for (int index = 0; index < srt.size(); index++) {
            assertThat(srt.get(index))
                    .startsWith((index + 1) + "\n")
                    .matches("\\d+\n\\d\\d:\\d\\d:\\d\\d,\\d{3} --> \\d\\d:\\d\\d:\\d\\d,\\d{3}(\n[^\n]+)+")
                    .containsOnlyOnce("-->")
                    .doesNotContainPattern("<[a-zA-Z/]");
        }
        List<String> vtt = blocks(WebVttWriter.write(texts));
        assertThat(vtt.getFirst()).isEqualTo("WEBVTT");
        assertThat(vtt.subList(1, vtt.size()))
                .hasSize(Math.toIntExact(shown))
                .allSatisfy(block -> assertThat(block)
                        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} --> \\d\\d:\\d\\d:\\d\\d\\.\\d{3}(\n[^\n<]+)+")
                        .containsOnlyOnce("-->"));
    }

    @Provide
    Arbitrary<List<TimedText>> texts() {
        Arbitrary<String> said = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings().withChars("-<>&/b\n\r \u2028").ofMaxLength(12),
                Arbitraries.of("a --> b", "--->", "--&gt;", "<script>", "\n\n1\n00:00:00,000 --> 00:00:01,000\nx", ""));
        return Combinators.combine(
                        Arbitraries.longs().between(0, 100_000_000),
                        Arbitraries.longs().between(1, 10_000),
                        said)
                .as((from, length, text) -> TimedText.ofMilliseconds(from, from + length, text))
                .list()
                .ofMaxSize(6);
    }

    private static List<String> blocks(String file) {
        return List.of(file.strip().split("\n\n", -1)).stream()
                .filter(block -> !block.isEmpty())
                .toList();
    }

    private static String approved(String name, String written) throws IOException {
        Path file = APPROVED.resolve(name);
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, written);
        }
        return Files.readString(file);
    }
}
