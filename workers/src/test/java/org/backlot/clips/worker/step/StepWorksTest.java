// One small recording goes the whole way from upload to edit list, by the real tools over a real folder.
package org.backlot.clips.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.Brand;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.SourceKind;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.Material.Shot;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.render.RenderSpec;
import org.backlot.clips.worker.step.StepOutcome.Done;
import org.backlot.clips.worker.step.StepOutcome.Skipped;
import org.backlot.clips.worker.transcript.TranscriptJson;
import org.backlot.clips.worker.transcript.Word;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.backlot.shared.editorial.CmxReader;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepWorksTest {
    private static final int BITS = 10;
    private static final int SIDE = 16;
    private static final RenderSettings WIDE =
            RenderSettings.whole(AspectRatio.LANDSCAPE, CaptionStyle.HIGHLIGHT_WORD, null);
    /** A sentence every three seconds. */
    private static final String CAPTIONS = """
            1
            00:00:00,500 --> 00:00:02,400
            Why does the reel run out?

            2
            00:00:03,500 --> 00:00:05,400
            Nobody has threaded another one.

            3
            00:00:06,500 --> 00:00:08,400
            The projector waits in the tent.

            4
            00:00:09,500 --> 00:00:11,400
            Layla finds the last reel.

            5
            00:00:12,500 --> 00:00:14,400
            Watch how the light comes back!

            6
            00:00:15,500 --> 00:00:17,400
            And everybody claps.
            """;

    @TempDir
    static Path shared;

    private static Workshop workshop;
    private static String source;
    private static JobSource captioned;
    private static Workshop.Job job;
    private static List<String> firstRuns;
    private static final List<StepOutcome> FIRST = new ArrayList<>();

    /**
     * Each frame says its number in the upper stripe: the brightness of its columns is its bits, in Gray code, so that
     * one column at a time changes and nothing but a cut looks like a cut.
     */
    static Shot shot(int firstFrame, int brightness) {
        return new Shot(
                "color=c=black:size=160x90:rate=25,geq=lum='if(lt(Y,12),if(gt(mod(floor((N+" + firstFrame
                        + "+pow(2,floor(X/16)))/pow(2,floor(X/16)+1)),2),0.5),235,16)," + brightness
                        + ")':cb=128:cr=128",
                8);
    }

    @BeforeAll
    static void goTheWholeWay() throws Exception {
        var plain = Material.videoWithSound(
                shared.resolve("plain.mp4"),
                "aevalsrc='0.3*sin(2*PI*440*t)*gt(mod(t,4),0.5)':s=44100:d=24",
                shot(0, 40),
                shot(200, 200),
                shot(400, 100));
        var recording = shared.resolve("recording.mp4");
        Material.run(new FfmpegRun()
                .add("-i", plain.toString(), "-c", "copy", "-timecode", "10:00:00:00")
                .to(recording));
        workshop = new Workshop(Files.createDirectory(shared.resolve("workshop")), Map.of());
        source = workshop.upload("recording", recording);
        captioned = JobSource.upload(source, workshop.upload("captions", CAPTIONS));
        job = workshop.job(100, captioned);
        FIRST.addAll(all(job));
        firstRuns = workshop.runs();
    }

    /** All nine steps, the two that look at the picture at the same time. */
    private static List<StepOutcome> all(Workshop.Job job) throws Exception {
        var outcomes = new ArrayList<StepOutcome>();
        outcomes.add(job.run(StepKind.INGEST));
        outcomes.add(job.run(StepKind.AUDIO_EXTRACT));
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var scenes = both.submit(() -> job.run(StepKind.SCENE_DETECT));
            var faces = both.submit(() -> job.run(StepKind.FACE_TRACK));
            outcomes.add(scenes.get());
            outcomes.add(faces.get());
        }
        outcomes.add(job.run(StepKind.TRANSCRIBE));
        outcomes.add(job.run(StepKind.AUDIO_ANALYZE));
        outcomes.add(job.select(1, 5, 6));
        outcomes.add(job.clip(StepKind.RENDER, chosen(outcomes), WIDE));
        outcomes.add(job.clip(StepKind.EXPORT, chosen(outcomes), WIDE));
        return outcomes;
    }

    private static SelectedClip chosen(List<StepOutcome> outcomes) {
        return ((Done) outcomes.get(6)).clips().getFirst();
    }

    private static Done done(int step) {
        return (Done) FIRST.get(step);
    }

    private static Path output(Done done, String name) {
        return workshop.file(done.outputs().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static String fact(Done done, String name) {
        return done.facts().stream()
                .filter(fact -> fact.name().equals(name))
                .map(StepFact::value)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(StepOutcome outcome) {
        return ((Done) outcome).outputs().stream().map(StepFile::name).toList();
    }

    private static long count(List<String> runs, String argument) {
        return runs.stream().filter(run -> run.contains(argument)).count();
    }

    @Test
    @DisplayName("CLP-4: an upload stays where it lies; what it is, is told and kept under the digest of its content")
    void ingested() throws Exception {
        var ingested = done(0);

        assertThat(names(ingested)).containsExactly("source", "facts", "captions");
        assertThat(ingested.outputs().getFirst().key()).isEqualTo(source);
        assertThat(fact(ingested, StepFact.DURATION)).isEqualTo("24000");
        assertThat(fact(ingested, "frameRate")).isEqualTo("25/1");
        assertThat(ingested.outputs().get(1).key()).contains(Sha256.hex(output(ingested, "source")));
    }

    @Test
    @DisplayName("CLP-4: cuts and faces are found in one decode, even when both are asked for at once")
    void one_decode() throws Exception {
        assertThat(count(firstRuns, "rawvideo")).isEqualTo(1);
        var scenes = SharedAnalysis.read(Files.readString(output(done(2), "scenes")));
        assertThat(scenes.cuts()).containsExactly(200L, 400L);
        assertThat(output(done(3), "faces")).isEqualTo(output(done(2), "scenes"));
    }

    @Test
    @DisplayName("CLP-4: sound is taken out for recognisers, and its silences are known to a tenth of a second")
    void sound() throws Exception {
        var print = String.join("\n", Material.logOf(output(done(1), "audio")));
        assertThat(print).contains("flac", "16000 Hz", "mono");
        var energy = AudioAnalyzeStep.read(Files.readString(output(done(5), "energy")));
        assertThat(energy.silences()).hasSize(6).allSatisfy(silence -> {
            assertThat(silence.from() % 4).isLessThan(0.1);
            assertThat(silence.length()).isBetween(0.4, 0.6);
        });
    }

    @Test
    @DisplayName("CLP-4, CLP-5: what came along as captions is what is spoken, and clips begin and end with sentences")
    void chosen_by_words() throws Exception {
        var transcript = TranscriptJson.read(Files.readString(output(done(4), "transcript")));
        assertThat(transcript.words().stream().map(Word::text).limit(6))
                .containsExactly("Why", "does", "the", "reel", "run", "out?");

        var clip = chosen(FIRST);
        assertThat(clip.endMillis() - clip.startMillis()).isBetween(5_000L, 6_000L);
        assertThat(transcript.cutsWord(clip.startMillis())).isFalse();
        assertThat(transcript.cutsWord(clip.endMillis())).isFalse();
        assertThat(Files.readString(output(done(6), "ranking")))
                .contains(clip.words().title());
    }

    @Test
    @DisplayName("CLP-6: edit lists name exactly the frames that were rendered, by the recording's own timecode")
    void agree_to_the_frame() throws Exception {
        var numbers = numbers(output(done(7), "video"));
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                        .boxed()
                        .toList());

        var list = CmxReader.read(Files.readString(output(done(8), "edl")), FrameRate.FPS_25);
        assertThat(list.events()).singleElement().satisfies(event -> {
            var start = Timecode.parse("10:00:00:00", FrameRate.FPS_25);
            assertThat(event.source().in()).isEqualTo(start.plus(numbers.getFirst()));
            assertThat(event.source().frames()).isEqualTo(numbers.size());
        });
        assertThat(names(done(8))).containsExactly("edl", "fcpxml", "premiere", "otio");
        assertThat(Files.readString(output(done(8), "otio")))
                .contains("\"value\" : " + (900_000 + numbers.getFirst()) + ".0");
    }

    /** The number that each frame of a clip bears. */
    static List<Long> numbers(Path video) {
        var numbers = new ArrayList<Long>();
        Material.run(new FfmpegRun()
                .add("-i", video.toString(), "-map", "0:v", "-vf", "scale=160:90:flags=area")
                .add("-f", "rawvideo", "-pix_fmt", "gray", "pipe:1")
                .reading(output -> {
                    for (var frame = output.readNBytes(160 * 90);
                            frame.length > 0;
                            frame = output.readNBytes(160 * 90)) {
                        long number = 0;
                        for (int bit = 0; bit < BITS; bit++) {
                            number |= (frame[5 * 160 + bit * SIDE + SIDE / 2] & 0xFF) > 128 ? 1L << bit : 0;
                        }
                        numbers.add(fromGray(number));
                    }
                }));
        return numbers;
    }

    private static long fromGray(long code) {
        long number = code;
        for (int shift = 1; shift < BITS; shift++) {
            number ^= code >> shift;
        }
        return number;
    }

    @Test
    @DisplayName("CLP-6: beside the clip lie its thumbnail, its subtitles, and the specification of all that decided")
    void beside_the_clip() throws Exception {
        var rendered = done(7);

        assertThat(names(rendered)).containsExactly("video", "thumbnail", "captions.srt", "captions.vtt", "spec");
        assertThat(ImageIO.read(output(rendered, "thumbnail").toFile()).getWidth())
                .isEqualTo(1920);
        assertThat(Files.readString(output(rendered, "captions.vtt"))).startsWith("WEBVTT");
        var spec = RenderSpec.of(Files.readString(output(rendered, "spec")));
        assertThat(spec.source()).isEqualTo(Sha256.hex(output(done(0), "source")));
        assertThat(output(rendered, "video").toString()).contains(spec.digest());
        assertThat(spec.captions().orElseThrow().words()).isNotEmpty();
        assertThat(fact(rendered, StepFact.FFMPEG_VERSION)).isEqualTo(spec.ffmpegVersion());
        assertThat(fact(rendered, StepFact.PIPELINE_VERSION)).isEqualTo(RenderSpec.PIPELINE);
        assertThat(fact(rendered, "model.font")).hasSize(64);
    }

    @Test
    @DisplayName("CLP-2: the same orders again give the same, and nothing is computed or stored a second time")
    void again() throws Exception {
        var runs = workshop.runs().size();
        var stored = workshop.storage.stored().size();

        assertThat(all(job)).isEqualTo(FIRST);

        assertThat(workshop.runs()).hasSize(runs);
        assertThat(workshop.storage.stored()).hasSize(stored);
    }

    @Test
    @DisplayName("CLP-6: another job of the same recording takes analysis and clip as they are")
    void other_job() throws Exception {
        int runs = workshop.runs().size();

        var other = all(workshop.job(101, captioned));

        assertThat(((Done) other.get(7)).outputs()).isEqualTo(done(7).outputs());
        assertThat(workshop.runs().stream().skip(runs))
                .as("only the probe looks at the file again")
                .noneMatch(run -> run.contains("rawvideo") || run.contains("libx264") || run.contains("ebur128"));
    }

    @Test
    @DisplayName(
            "MED-5 CLP-6: a render says first what it needs and looks then: what is removed in between is made anew, and while it is being removed nothing is touched")
    void needed_before_looked_at() throws Exception {
        var again = workshop.job(110, captioned);
        var outcomes = all(again);
        var video = output((Done) outcomes.get(7), "video");
        var bytes = Files.readAllBytes(video);
        var folder = StorageFolder.sharedAround(workshop.keyOf(video)).orElseThrow();
        // The log is late with its answer, as it is to whoever asks while the last files of a removal go.
        workshop.needed = wanted -> {
            assertThat(wanted).isEqualTo(folder);
            workshop.storage.stored().stream()
                    .filter(key -> key.value().startsWith(folder.prefix()))
                    .forEach(workshop.storage::delete);
        };
        try {
            var anew = (Done) workshop.job(111, captioned).after(again).clip(StepKind.RENDER, chosen(outcomes), WIDE);

            assertThat(Files.readAllBytes(output(anew, "video"))).isEqualTo(bytes);
            assertThat(anew.outputs())
                    .allSatisfy(file -> assertThat(workshop.file(file)).exists());

            var stored = workshop.storage.stored().size();
            workshop.needed = _ -> {
                throw Rejection.of(MediaRejection.FILES_BEING_REMOVED);
            };
            assertThatThrownBy(() ->
                            workshop.job(112, captioned).after(again).clip(StepKind.RENDER, chosen(outcomes), WIDE))
                    .isInstanceOf(Rejection.class);
            assertThat(workshop.storage.stored()).hasSize(stored);
        } finally {
            workshop.needed = _ -> {};
        }
    }

    @Test
    @DisplayName("CLP-6: a brand kit goes through every step: logo, font, colours, watermark, and the outro at the end")
    void branded() throws Exception {
        var serif = shared.resolve("serif.ttf");
        try (var font = Objects.requireNonNull(
                StepWorksTest.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSerif-Bold.ttf"))) {
            Files.copy(font, serif);
        }
        var logo = shared.resolve("logo.png");
        Material.run(new FfmpegRun()
                .generated("color=c=red:size=200x200")
                .add("-frames:v", "1")
                .to(logo));
        var outro = Material.video(shared.resolve("outro.mp4"), new Shot("color=c=blue:size=160x90:rate=25", 2));
        var kit = new BrandKitContents(
                "Last Reel",
                workshop.upload("logo", logo),
                List.of("#00FF00"),
                List.of(),
                workshop.upload("font", serif),
                workshop.upload("outro", outro),
                "last reel");
        var branded = workshop.job(107, captioned);
        var clip = chosen(all(branded));

        var rendered = (Done) branded.clip(StepKind.RENDER, clip, with(kit));

        assertThat(fact(rendered, "model.font")).isEqualTo(Sha256.hex(serif));
        assertThat(fact(rendered, "model.logo")).isEqualTo(Sha256.hex(logo));
        assertThat(rendered.facts()).extracting(StepFact::name).doesNotContain("brandFonts");
        var plain = frames(output(done(7), "video"));
        var marked = frames(output(rendered, "video"));
        assertThat(marked).hasSize(plain.size() + 50);
        assertThat(marked.subList(0, plain.size()))
                .allSatisfy(frame -> assertThat(frame.red())
                        .as("the logo stands in a corner")
                        .isPositive());
        assertThat(plain).allSatisfy(frame -> assertThat(frame.red()).isZero());
        assertThat(marked.getLast().blue()).as("the outro").isGreaterThan(0.9);
    }

    @Test
    @DisplayName("CLP-6: a font that is none, or a file of another workspace, ends the render with a reason")
    void unreadable_font() throws Exception {
        var branded = workshop.job(108, captioned);
        var clip = chosen(all(branded));
        var text = workshop.upload("no-font", "Anton");
        var elsewhere = "00000000-0000-0000-0000-000000000001/sources/font/original";

        assertThat(List.of(text, elsewhere))
                .extracting(key -> refusal(branded, clip, key))
                .containsExactly("BRAND_FONT_UNREADABLE", "BRAND_FILE_MISSING");
    }

    private static String refusal(Workshop.Job branded, SelectedClip clip, String font) {
        var kit = new BrandKitContents("Last Reel", null, List.of(), List.of("Anton"), font, null, null);
        try {
            return branded.clip(StepKind.RENDER, clip, with(kit)).toString();
        } catch (StepRefused refused) {
            return refused.code();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    private static RenderSettings with(BrandKitContents kit) {
        return RenderSettings.whole(
                AspectRatio.LANDSCAPE, CaptionStyle.HIGHLIGHT_WORD, new Brand(new BrandKitId(new UUID(9, 7)), kit));
    }

    /**
     * How much of a picture is red and blue.
     *
     * @param red share of its points, 0 to 1
     */
    private record Colours(double red, double blue) {}

    private static List<Colours> frames(Path video) {
        var frames = new ArrayList<Colours>();
        int points = 160 * 90;
        Material.run(new FfmpegRun()
                .add("-i", video.toString(), "-map", "0:v", "-vf", "scale=160:90:flags=area")
                .add("-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1")
                .reading(output -> {
                    for (var frame = output.readNBytes(points * 3);
                            frame.length > 0;
                            frame = output.readNBytes(points * 3)) {
                        int red = 0;
                        int blue = 0;
                        for (int at = 0; at < frame.length; at += 3) {
                            int r = frame[at] & 0xFF;
                            int g = frame[at + 1] & 0xFF;
                            int b = frame[at + 2] & 0xFF;
                            red += r > 180 && g < 80 && b < 80 ? 1 : 0;
                            blue += b > 180 && r < 80 && g < 80 ? 1 : 0;
                        }
                        frames.add(new Colours((double) red / points, (double) blue / points));
                    }
                }));
        return frames;
    }

    @Test
    @DisplayName("CLP-4: without captions and recogniser nobody knows what is said: cuts and energy choose")
    void no_captions() throws Exception {
        var plain = workshop.job(102, JobSource.upload(source, null));
        plain.run(StepKind.INGEST);
        plain.run(StepKind.AUDIO_EXTRACT);
        plain.run(StepKind.SCENE_DETECT);
        plain.run(StepKind.AUDIO_ANALYZE);

        assertThat(plain.run(StepKind.TRANSCRIBE))
                .isInstanceOfSatisfying(
                        Skipped.class, skipped -> assertThat(skipped.reason()).contains("pocketsphinx", "captions"));
        assertThat(((Done) plain.select(3, 5, 10)).clips())
                .hasSizeBetween(1, 3)
                .allSatisfy(clip -> assertThat(clip.parts().speech()).isZero());
    }

    @Test
    @DisplayName("CLP-4: material without sound: nothing to extract, nothing to hear, and the picture chooses")
    void silent() throws Exception {
        var file = Material.video(shared.resolve("silent.mp4"), shot(0, 40), shot(200, 200), shot(400, 100));
        var silent = workshop.job(103, JobSource.upload(workshop.upload("silent", file), null));
        silent.run(StepKind.INGEST);

        assertThat(silent.run(StepKind.AUDIO_EXTRACT)).isEqualTo(new Skipped("the material has no sound"));
        assertThat(silent.run(StepKind.TRANSCRIBE)).isInstanceOf(Skipped.class);
        var cuts = SharedAnalysis.read(Files.readString(output((Done) silent.run(StepKind.SCENE_DETECT), "scenes")))
                .cuts();
        assertThat(((Done) silent.select(3, 5, 10)).clips())
                .isNotEmpty()
                .allSatisfy(clip -> assertThat(clip.startMillis() == 0 || cuts.contains(clip.startMillis() / 40))
                        .as("begins where the picture changes")
                        .isTrue());
    }

    @Test
    @DisplayName("MED-2: a text that is called a film is refused for good, with a reason its sender understands")
    void no_film() throws Exception {
        var text =
                workshop.job(104, JobSource.upload(workshop.upload("notes.mp4", "Scene 1. The reel runs out."), null));

        assertThatThrownBy(() -> text.run(StepKind.INGEST)).isInstanceOfSatisfying(StepRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo("NOT_MEDIA");
            assertThat(refused.line()).contains("MP4").doesNotContain("/");
        });
    }

    @Test
    @DisplayName("CLP-4: a file that is not there, or lies in another workspace, is refused for good")
    void no_file() {
        for (var key : List.of(
                Workshop.WORKSPACE + "/sources/gone/original",
                "00000000-0000-0000-0000-000000000001/sources/recording/original",
                "no-key")) {
            assertThatThrownBy(
                            () -> workshop.job(105, JobSource.upload(key, null)).run(StepKind.INGEST))
                    .isInstanceOfSatisfying(
                            StepRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo("SOURCE_MISSING"));
        }
    }

    @Test
    @DisplayName("CLP-4: published material without a downloader: refused, saying what to install")
    void no_downloader() {
        var published = JobSource.published(SourceKind.YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");

        assertThatThrownBy(() -> workshop.job(106, published).run(StepKind.INGEST))
                .isInstanceOfSatisfying(StepRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("PROVIDER_NOT_CONFIGURED");
                    assertThat(refused.line()).contains("yt-dlp", SourceDownload.CONFIGURED);
                });
    }
}
