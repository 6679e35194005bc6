// Where something is taken out, picture, sound, words and edit lists must leave out the same frames: an editor who
// takes the
// list would find any that they do not agree about.
package org.backlot.clips.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.Tighten;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.captions.Word;
import org.backlot.clips.worker.render.RenderSpec;
import org.backlot.clips.worker.step.StepOutcome.Done;
import org.backlot.shared.editorial.CmxReader;
import org.backlot.shared.timecode.FrameRate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A clip from which fillers and silences are taken")
class TightenedClipTest {
    private static final int MILLIS_PER_FRAME = 40;
    private static final SelectedClip FIRST_SEVEN_SECONDS =
            new SelectedClip(0, 7_000, new ClipWords("Seven", "", List.of()), 50, new ScoreParts(50, 50, 50, 50, 50));
    /** Silent from 2 s to 4 s and from 6 s to 6.5 s; "Um" from 4.8 s to 5.2 s. */
    private static final String SOUND =
            "aevalsrc='0.3*sin(2*PI*440*t)*(1-between(t,2,4))*(1-between(t,6,6.5))':s=44100:d=8";

    private static final String WORDS = """
            {"words":[
              {"text":"First","startMillis":400,"endMillis":1000},
              {"text":"then","startMillis":1100,"endMillis":1900},
              {"text":"Um,","startMillis":4800,"endMillis":5200},
              {"text":"later.","startMillis":5400,"endMillis":5960}]}
            """;

    @TempDir
    static Path shared;

    private static Workshop workshop;
    private static JobSource source;

    @BeforeAll
    static void record() throws Exception {
        workshop = new Workshop(Files.createDirectory(shared.resolve("workshop")), Map.of());
        var recording = Material.videoWithSound(shared.resolve("recording.mp4"), SOUND, StepWorksTest.shot(0, 40));
        source = JobSource.upload(workshop.upload("recording", recording), workshop.upload("words", WORDS));
    }

    /** A clip as it came out: the numbers that its frames bear, and all that was left beside it. */
    private record Made(List<Long> frames, RenderSpec spec, Done render, Done export) {
        static Made of(long job, RenderSettings settings) throws Exception {
            var made = workshop.job(job, source);
            made.run(StepKind.INGEST);
            made.run(StepKind.AUDIO_EXTRACT);
            made.run(StepKind.TRANSCRIBE);
            made.run(StepKind.AUDIO_ANALYZE);
            var render = (Done) made.clip(StepKind.RENDER, FIRST_SEVEN_SECONDS, settings);
            var export = (Done) made.clip(StepKind.EXPORT, FIRST_SEVEN_SECONDS, settings);
            return new Made(
                    StepWorksTest.numbers(output(render, "video")),
                    RenderSpec.of(Files.readString(output(render, "spec"))),
                    render,
                    export);
        }

        List<Long> specified() {
            return spec.kept().pieces().stream()
                    .flatMap(piece -> LongStream.range(piece.from(), piece.to()).boxed())
                    .toList();
        }

        List<Long> listed() throws Exception {
            return CmxReader.read(Files.readString(output(export, "edl")), FrameRate.FPS_25).events().stream()
                    .flatMap(event -> LongStream.range(
                                    event.source().in().frame(),
                                    event.source().in().frame() + event.source().frames())
                            .boxed())
                    .toList();
        }

        List<Word> words() {
            return spec.captions().orElseThrow().words();
        }

        String takenOut() {
            return render.facts().stream()
                    .filter(fact -> fact.name().equals("framesTakenOut"))
                    .map(StepFact::value)
                    .findFirst()
                    .orElse("not asked");
        }
    }

    private static Path output(Done done, String name) {
        return workshop.file(done.outputs().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    @Test
    @DisplayName(
            "CLP-6: both: the clip, its specification and its edit list hold the same frames, and words come so much earlier")
    void agree() throws Exception {
        var made = Made.of(1, asked(new Tighten(true, true)));

        assertThat(made.frames()).isEqualTo(made.specified()).isEqualTo(made.listed());
        assertThat(made.takenOut())
                .isEqualTo(Integer.toString(7 * 25 - made.frames().size()));
        // The silence of two seconds but for a breath on either side, and the filler; half a second of silence stays.
        assertThat(made.frames())
                .contains(50L, 99L, 119L, 130L, 149L, 155L, 160L, 174L)
                .doesNotContain(57L, 75L, 93L, 121L, 125L, 129L);
        assertThat(made.spec().kept().pieces()).hasSize(3);
        assertThat(made.words().stream().map(Word::text)).containsExactly("First", "then", "later.");
        long before = made.frames().indexOf(135L);
        assertThat(made.words().getLast().from()).isEqualTo(before * MILLIS_PER_FRAME);
        assertThat(Files.readString(output(made.render(), "captions.srt"))).doesNotContain("Um");
    }

    @Test
    @DisplayName(
            "CLP-6: either alone; what is asked for is part of the specification, and the same again makes nothing anew")
    void either() throws Exception {
        var whole = Made.of(2, asked(null));
        var faster = Made.of(3, asked(new Tighten(false, true)));
        var fluent = Made.of(4, asked(new Tighten(true, false)));

        assertThat(whole.frames()).hasSize(7 * 25);
        assertThat(whole.takenOut()).isEqualTo("not asked");
        assertThat(faster.frames()).doesNotContain(75L).contains(125L);
        assertThat(fluent.frames()).contains(75L).doesNotContain(125L);
        assertThat(faster.words().stream().map(Word::text)).contains("Um,");
        assertThat(fluent.listed()).isEqualTo(fluent.frames());
        assertThat(List.of(
                        whole.spec().digest(),
                        faster.spec().digest(),
                        fluent.spec().digest()))
                .doesNotHaveDuplicates();
        int runs = workshop.runs().size();
        assertThat(Made.of(5, asked(new Tighten(true, false))).render().outputs())
                .isEqualTo(fluent.render().outputs());
        assertThat(workshop.runs().stream().skip(runs)).noneMatch(run -> run.contains("libx264"));
    }

    private static RenderSettings asked(@Nullable Tighten tighten) {
        return new RenderSettings(AspectRatio.LANDSCAPE, CaptionStyle.HIGHLIGHT_WORD, null, tighten);
    }
}
