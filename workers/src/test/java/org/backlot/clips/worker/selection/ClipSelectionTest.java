package org.backlot.clips.worker.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.worker.selection.ClipSelection.RankedBy;
import org.backlot.clips.worker.transcript.Phrases;
import org.backlot.clips.worker.transcript.Transcript;
import org.backlot.clips.worker.transcript.Word;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipSelectionTest {
    private static final ClipLimits USUAL = new ClipLimits(10, 15_000, 90_000);

    @Test
    @DisplayName("CLP-5: the loud part that begins with a question comes first, and shows what its score is made of")
    void the_best_comes_first() {
        var words = new ArrayList<Word>();
        say(words, 10_000, 40, "and then we went on with it for a while and then some more");
        say(words, 100_000, 40, "Why did nobody tell the truth about the last reel until that day?");
        say(words, 200_000, 40, "so it was like that and this was that and so on");
        var levels = LongStream.range(0, 600)
                .mapToDouble(i -> i >= 200 && i < 270 ? 0.9 + (i % 7) / 100.0 : 0.2 + (i % 5) / 100.0)
                .toArray();
        var material = new Material(300_000, new Transcript(words), List.of(), new EnergyCurve(500, levels));

        var first = ClipSelection.select(material, USUAL, List.of()).clips().getFirst();

        assertThat(first.startMillis()).isBetween(99_000L, 101_000L);
        assertThat(first.words().title()).isEqualTo("Why did nobody tell the truth about the last reel");
        assertThat(first.parts().energy()).isGreaterThan(80);
        assertThat(first.parts().hook()).isEqualTo(100);
        assertThat(first.parts().rhythm()).isZero();
    }

    @Test
    @DisplayName("CLP-5: four clips where the material carries four, even if one long one alone would score best")
    void at_least_four() {
        var words = new ArrayList<Word>();
        for (int i = 0; i < 4; i++) {
            say(words, i * 20_000L, 16, "one sentence that fills its time.");
        }
        var material = new Material(80_000, new Transcript(words), List.of(), EnergyCurve.unknown());
        var clips = ClipSelection.select(material, USUAL, List.of()).clips();
        assertThat(clips).hasSize(4);
    }

    @Test
    @DisplayName("CLP-5: without speech clips begin and end where the picture changes or it is quiet")
    void no_speech() {
        var cuts = List.of(21_000L, 50_000L, 80_000L, 118_000L, 150_000L);
        var material = new Material(180_000, new Transcript(List.of()), cuts, EnergyCurve.unknown());
        var clips = ClipSelection.select(material, USUAL, List.of()).clips();
        assertThat(clips).hasSizeGreaterThanOrEqualTo(4);
        assertThat(clips).allSatisfy(clip -> {
            assertThat(clip.startMillis()).isIn(0L, 21_000L, 50_000L, 80_000L, 118_000L, 150_000L);
            assertThat(clip.endMillis()).isIn(21_000L, 50_000L, 80_000L, 118_000L, 150_000L, 180_000L);
            assertThat(clip.words().title()).startsWith("From ");
        });
    }

    @Test
    @DisplayName("CLP-5: a recording shorter than any clip may be gives none")
    void too_short() {
        var material = new Material(9_000, new Transcript(List.of()), List.of(), EnergyCurve.unknown());
        assertThat(ClipSelection.select(material, USUAL, List.of()).clips()).isEmpty();
    }

    @Property(tries = 150)
    @Label("CLP-5: whatever the material, no clip begins or ends inside a word, overlaps another or breaks the limits")
    void always(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int most) {
        var material = anything(new Random(seed));
        var limits = new ClipLimits(most, 8_000, 40_000);
        var clips = ClipSelection.select(material, limits, List.of()).clips();

        assertThat(clips).hasSizeLessThanOrEqualTo(most);
        assertThat(clips).allSatisfy(clip -> {
            assertThat(material.transcript().cutsWord(clip.startMillis())).isFalse();
            assertThat(material.transcript().cutsWord(clip.endMillis())).isFalse();
            assertThat(clip.endMillis()).isLessThanOrEqualTo(material.durationMillis());
            assertThat(clip.endMillis() - clip.startMillis()).isBetween(8_000L, 40_000L);
        });
        var inTime = clips.stream()
                .sorted(Comparator.comparingLong(SelectedClip::startMillis))
                .toList();
        for (int i = 1; i < inTime.size(); i++) {
            assertThat(inTime.get(i).startMillis())
                    .isGreaterThanOrEqualTo(inTime.get(i - 1).endMillis());
        }
        assertThat(clips)
                .isSortedAccordingTo(
                        Comparator.comparingInt(SelectedClip::score).reversed());
    }

    @Property(tries = 150)
    @Label("CLP-5: there are four clips wherever four stretches of speech fit beside each other")
    void carries_four(@ForAll long seed) {
        var material = anything(new Random(seed));
        var limits = new ClipLimits(10, 8_000, 40_000);
        int fit = fitting(material, limits);
        assertThat(ClipSelection.select(material, limits, List.of()).clips())
                .hasSizeGreaterThanOrEqualTo(Math.min(Choice.FLOOR, fit));
    }

    // Counted apart from the program: take the shortest stretch of whole phrases, again and again.
    private static int fitting(Material material, ClipLimits limits) {
        int count = 0;
        var phrases = Phrases.of(material.transcript());
        int first = 0;
        while (first < phrases.size()) {
            int best = -1;
            for (int begin = first; begin < phrases.size(); begin++) {
                for (int end = begin; end < phrases.size(); end++) {
                    long length =
                            phrases.get(end).endMillis() - phrases.get(begin).startMillis();
                    // Lead and tail can add 800 ms at most; a stretch that is only long enough with them is not
                    // counted.
                    if (length >= limits.shortestMillis() && length + 800 <= limits.longestMillis()) {
                        best = best < 0 ? end : Math.min(best, end);
                        break;
                    }
                }
            }
            if (best < 0) {
                break;
            }
            count++;
            // The tail of one and the lead of the next share the pause between them: leave a phrase out.
            first = best + 2;
        }
        return count;
    }

    @Test
    @DisplayName("CLP-5: a model may order clips and word them; their times and scores stay")
    void ranked() {
        var material = talk();
        var own = ClipSelection.select(material, USUAL, List.of());
        int n = own.clips().size();
        assertThat(n).isGreaterThanOrEqualTo(4);
        var answer = new StringBuilder();
        for (int i = n; i >= 1; i--) {
            answer.append(answer.isEmpty() ? "" : ",").append("{\"number\":").append(i);
            answer.append(i == n ? ",\"title\":\"Better\",\"hashtags\":[\"#better\"]}" : "}");
        }
        var ranked = ClipSelection.select(material, USUAL, List.of(says("{\"order\":[" + answer + "]}")));

        assertThat(ranked.rankedBy()).isEqualTo(RankedBy.MODEL);
        assertThat(ranked.clips().reversed())
                .usingElementComparator(Comparator.comparingLong(SelectedClip::startMillis)
                        .thenComparingLong(SelectedClip::endMillis)
                        .thenComparingInt(SelectedClip::score))
                .containsExactlyElementsOf(own.clips());
        var last = own.clips().getLast();
        assertThat(ranked.clips().getFirst().words())
                .isEqualTo(new ClipWords("Better", last.words().description(), List.of("#better")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I think number 2 is best.",
                "{}",
                "{\"order\":null}",
                "{\"order\":[]}",
                "{\"order\":[{\"number\":1}]}",
                "{\"order\":[{\"number\":1},{\"number\":1},{\"number\":2},{\"number\":3}]}",
                "{\"order\":[{\"number\":0},{\"number\":1},{\"number\":2},{\"number\":3}]}",
                "{\"order\":[null,{\"number\":1},{\"number\":2},{\"number\":3}]}",
                "{\"order\":[{\"number\":1,\"startMillis\":0},{\"number\":2},{\"number\":3},{\"number\":4}]}",
                "{\"order\":[{\"number\":1,\"end\":9},{\"number\":2},{\"number\":3},{\"number\":4}]}",
                "{\"order\":[{\"number\":\"1\"},{\"number\":2},{\"number\":3},{\"number\":4}]}",
                "{\"order\":[{\"number\":1,\"title\":\" \"},{\"number\":2},{\"number\":3},{\"number\":4}]}",
                "{\"order\":[{\"number\":1,\"hashtags\":[\"two words\"]},{\"number\":2},{\"number\":3},{\"number\":4}]}",
                "{\"order\":[{\"number\":1},{\"number\":2},{\"number\":3},{\"number\":4}],\"note\":\"\"}",
                "{\"order\":[{\"number\":1},{\"number\":2},{\"number\":3},{\"number\":4}]} thanks",
            })
    @DisplayName(
            "CLP-5: an answer that says anything else, a time above all, is refused as a whole; our own score stands")
    void refused(String answer) {
        var limits = new ClipLimits(4, 15_000, 90_000);
        var own = ClipSelection.select(talk(), limits, List.of());
        assertThat(own.clips()).hasSize(4);
        var ranked = ClipSelection.select(talk(), limits, List.of(says(answer)));
        assertThat(ranked.rankedBy()).isEqualTo(RankedBy.MODEL_REFUSED);
        assertThat(ranked.clips()).isEqualTo(own.clips());
    }

    @Test
    @DisplayName("CLP-5: where no model can be asked our own score stands")
    void nobody_asked() {
        var own = ClipSelection.select(talk(), USUAL, List.of());
        assertThat(ClipSelection.select(talk(), USUAL, List.of(SILENT))).isEqualTo(own);
    }

    @Test
    @DisplayName("CLP-5: models are asked in order, until one answers as it should")
    void fallbacks() {
        var limits = new ClipLimits(2, 15_000, 90_000);
        var good = says("{\"order\":[{\"number\":2,\"title\":\"Second\"},{\"number\":1}]}");

        var ranked =
                ClipSelection.select(talk(), limits, List.of(SILENT, says("no idea"), good, says("asked in vain")));
        assertThat(ranked.rankedBy()).isEqualTo(RankedBy.MODEL);
        assertThat(ranked.clips().getFirst().words().title()).isEqualTo("Second");

        assertThat(ClipSelection.select(talk(), limits, List.of(says("no idea"), SILENT))
                        .rankedBy())
                .isEqualTo(RankedBy.MODEL_REFUSED);
    }

    private static final ClipRanker SILENT = answering(Optional.empty());

    private static ClipRanker says(String answer) {
        return answering(Optional.of(answer));
    }

    private static ClipRanker answering(Optional<String> answer) {
        return new ClipRanker() {
            @Override
            public String name() {
                return "a model of this test";
            }

            @Override
            public Optional<String> rank(List<Offered> clips) {
                return answer;
            }
        };
    }

    private static Material talk() {
        var words = new ArrayList<Word>();
        for (int i = 0; i < 12; i++) {
            say(words, i * 22_000L, 18, "Number %d is a sentence of some length that ends here.".formatted(i));
        }
        return new Material(264_000, new Transcript(words), List.of(30_000L, 61_000L), EnergyCurve.unknown());
    }

    // Fills so many seconds with the words of a text, over and over.
    private static void say(List<Word> words, long from, int seconds, String text) {
        var texts = text.split(" ", -1);
        long at = from;
        for (int i = 0; at + 400 <= from + seconds * 1000L; i++) {
            words.add(new Word(texts[i % texts.length], at, at + 350, false));
            at += 400;
        }
    }

    private static Material anything(Random random) {
        var words = new ArrayList<Word>();
        long at = random.nextInt(3_000);
        int count = random.nextInt(600);
        for (int i = 0; i < count; i++) {
            long length = random.nextInt(600);
            var text = (random.nextInt(20) == 0 ? "Why" : "word") + (random.nextInt(9) == 0 ? "." : "");
            words.add(new Word(text, at, at + length, random.nextBoolean()));
            at += length + (random.nextInt(12) == 0 ? random.nextInt(3_000) : random.nextInt(200));
        }
        long duration = at + 1 + random.nextInt(60_000);
        var cuts = random.longs(random.nextInt(40), 0, duration).boxed().toList();
        var levels = random.nextBoolean() ? random.doubles(duration / 500 + 1).toArray() : new double[0];
        return new Material(duration, new Transcript(words), cuts, new EnergyCurve(500, levels));
    }
}
