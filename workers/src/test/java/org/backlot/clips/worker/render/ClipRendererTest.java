// The finished file is what people see. So it is decoded again, and what is in it is compared with what was asked for.
package org.backlot.clips.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.backlot.clips.worker.CartoonFace;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.Material.Shot;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.FaceTrack;
import org.backlot.clips.worker.analysis.HaarFaceDetector;
import org.backlot.clips.worker.analysis.MediaAnalyzer;
import org.backlot.clips.worker.analysis.Sound.Silence;
import org.backlot.clips.worker.captions.CaptionFont;
import org.backlot.clips.worker.captions.CaptionLook;
import org.backlot.clips.worker.captions.CaptionStyle;
import org.backlot.clips.worker.captions.Colour;
import org.backlot.clips.worker.captions.Word;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.loudness.LoudnessMeter;
import org.backlot.clips.worker.loudness.LoudnessTarget;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.probe.MediaLimits;
import org.backlot.clips.worker.probe.MediaProbe;
import org.backlot.clips.worker.reframe.Aspect;
import org.backlot.clips.worker.reframe.CropPath;
import org.backlot.clips.worker.reframe.ReframePlan;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;
import org.backlot.clips.worker.render.ClipRenderer.RenderedClip;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipRendererTest {
    private static final MediaProbe PROBE = new MediaProbe(Material.ffmpeg(), MediaLimits.standard());
    private static final Rational NTSC = new Rational(30_000, 1_001);
    private static final int WIDTH = 180;
    private static final int HEIGHT = 320;

    /** Each frame says its number: the brightness of eight columns is its bits. */
    private static final String NUMBERED = "color=c=black:size=320x180:rate=30000/1001,"
            + "geq=lum='if(gt(mod(floor(N/pow(2,floor(X/40))),2),0.5),235,16)':cb=128:cr=128";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path numbered;

    @BeforeAll
    static void make() {
        numbered = Material.videoWithSound(
                shared.resolve("numbered.mp4"),
                "amovie=src/test/resources/media/jfk.wav,atrim=end=8,volume=0.4",
                new Shot(NUMBERED, 8));
    }

    private static MediaFacts facts(Path file) throws Exception {
        return PROBE.probe(file, Cancellation.none());
    }

    /** All of the picture, so that what is read in it is where it was written. */
    private static ReframePlan whole() {
        return new ReframePlan(
                Aspect.WIDE, new CropPath(320, 180, List.of(new CropPath.Move(0, 0, 0))), Optional.empty());
    }

    private static RenderSpec spec(KeptFrames kept, ReframePlan plan, int width, int height) {
        return new RenderSpec(
                RenderSpec.PIPELINE,
                Material.ffmpeg().ffmpeg().version(),
                Map.of(),
                "0".repeat(64),
                NTSC,
                false,
                kept,
                plan,
                width,
                height,
                Optional.empty(),
                true,
                Optional.empty(),
                BrandKit.Corner.TOP_RIGHT,
                LoudnessTarget.platforms(),
                RenderSpec.Encoder.standard());
    }

    private static RenderSpec with(RenderSpec spec, Optional<RenderSpec.CaptionSpec> captions, Optional<String> mark) {
        return new RenderSpec(
                spec.pipelineVersion(),
                spec.ffmpegVersion(),
                spec.models(),
                spec.source(),
                spec.rate(),
                spec.variableRate(),
                spec.kept(),
                spec.plan(),
                spec.width(),
                spec.height(),
                captions,
                spec.drawnByFfmpeg(),
                mark,
                spec.corner(),
                spec.loudness(),
                spec.encoder());
    }

    private RenderedClip render(RenderSpec spec, Path source, BrandKit kit, String name) throws Exception {
        return render(spec, source, kit, name, Cancellation.none());
    }

    private RenderedClip render(RenderSpec spec, Path source, BrandKit kit, String name, Cancellation cancellation)
            throws Exception {
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            return new ClipRenderer(Material.ffmpeg(), PROBE)
                    .render(spec, source, facts(source), kit, folder.resolve(name), work, cancellation, _ -> {});
        } finally {
            assertThat(folder.resolve("work")).isEmptyDirectory();
        }
    }

    private static List<byte[]> frames(Path file, int width, int height) {
        var frames = new ArrayList<byte[]>();
        Material.run(new FfmpegRun()
                .add("-i", file.toString(), "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1")
                .reading(output -> {
                    for (var frame = output.readNBytes(width * height * 3);
                            frame.length > 0;
                            frame = output.readNBytes(width * height * 3)) {
                        frames.add(frame);
                    }
                }));
        return frames;
    }

    private static List<Integer> numbers(Path file) {
        return frames(file, 320, 180).stream()
                .map(frame -> {
                    int number = 0;
                    for (int bit = 0; bit < 8; bit++) {
                        number |= (frame[3 * (90 * 320 + bit * 40 + 20)] & 0xFF) > 128 ? 1 << bit : 0;
                    }
                    return number;
                })
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    @DisplayName("CLP-6: a clip has exactly the frames that were asked for, its sound the same length, at -14 LUFS")
    void exact() throws Exception {
        var clip = render(
                spec(KeptFrames.all(new Frames(37, 190)), whole(), 320, 180), numbered, BrandKit.none(), "clip.mp4");

        assertThat(numbers(clip.file())).isEqualTo(range(37, 190));
        var facts = facts(clip.file());
        assertThat(facts.picture().rate()).isEqualTo(NTSC);
        assertThat(facts.picture().variableRate()).isFalse();
        assertThat(facts.duration().toMillis()).isCloseTo(153 * 1001 / 30, within(30L));
        var loudness = new LoudnessMeter(Material.ffmpeg()).measure(clip.file(), "mov", Cancellation.none());
        assertThat(loudness.integrated()).isCloseTo(-14, within(1.0));
        assertThat(loudness.truePeak()).isLessThanOrEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "ts", "mov", "avi"})
    @DisplayName("CLP-6: wherever key frames lie and whatever the container, the clip begins with the frame it should")
    void exact_in_every_container(String container) throws Exception {
        var source = folder.resolve("source." + container);
        // As they are timed: another container's encoder delay would move them.
        Material.run(new FfmpegRun()
                .add("-i", numbered.toString(), "-an", "-vsync", "passthrough")
                .add("-c:v", container.equals("avi") ? "mpeg4" : "libx264", "-g", "60", "-q:v", "2")
                .to(source));
        assertThat(facts(source).picture().rate()).isEqualTo(NTSC);

        var clip = render(
                spec(KeptFrames.all(new Frames(101, 161)), whole(), 320, 180), source, BrandKit.none(), "clip.mp4");

        assertThat(numbers(clip.file())).isEqualTo(range(101, 161));
    }

    @Test
    @DisplayName("CLP-6: where ffmpeg has no libass, the clip looks the same")
    void without_libass() throws Exception {
        var spec = with(
                spec(KeptFrames.all(new Frames(60, 90)), whole(), 320, 180),
                Optional.of(new RenderSpec.CaptionSpec(
                        CaptionStyle.KARAOKE,
                        CaptionLook.standard(),
                        List.of(new Word("Ask", 200, 500), new Word("not", 520, 900)))),
                Optional.empty());
        var bare = RenderSpec.of(spec.json().replace("\"drawnByFfmpeg\":true", "\"drawnByFfmpeg\":false"));

        var one = frames(render(spec, numbered, BrandKit.none(), "libass.mp4").file(), 320, 180);
        var other = frames(render(bare, numbered, BrandKit.none(), "java.mp4").file(), 320, 180);

        assertThat(other).hasSize(30);
        assertThat(difference(one.get(20), other.get(20))).isLessThan(1.5);
        assertThat(difference(one.get(20), one.get(2))).isGreaterThan(3);
    }

    private static double difference(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }

    @Test
    @DisplayName(
            "CLP-6: the same specification gives the same decoded frames and sound; the file says nothing of its maker")
    void reproducible() throws Exception {
        var source = folder.resolve("signed.mp4");
        Material.run(new FfmpegRun()
                .add("-i", numbered.toString(), "-c", "copy", "-metadata", "title=Secret", "-metadata", "comment=Mine")
                .to(source));
        var spec = with(
                spec(KeptFrames.all(new Frames(10, 70)), whole(), 320, 180),
                Optional.of(new RenderSpec.CaptionSpec(
                        CaptionStyle.BOUNCE, CaptionLook.standard(), List.of(new Word("Ask", 300, 900)))),
                Optional.of("@somebody"));
        assertThat(RenderSpec.of(spec.json())).isEqualTo(spec);
        assertThat(RenderSpec.of(spec.json()).digest()).isEqualTo(spec.digest()).hasSize(64);

        var one = render(spec, source, BrandKit.none(), "one.mp4");
        var again = render(RenderSpec.of(spec.json()), source, BrandKit.none(), "again.mp4");

        assertThat(Material.frameSums(again.file()))
                .isEqualTo(Material.frameSums(one.file()))
                .hasSize(60);
        assertThat(Files.readAllBytes(again.file())).isEqualTo(Files.readAllBytes(one.file()));
        assertThat(new String(Files.readAllBytes(one.file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("Secret", "Mine", folder.toString());
    }

    @Test
    @DisplayName(
            "CLP-6: silences and fillers are taken out to the frame, never inside a word, and words move with them")
    void tightened() throws Exception {
        var words = List.of(
                new Word("So,", 500, 900),
                new Word("um,", 1_000, 1_400),
                new Word("yes", 1_500, 2_000),
                new Word("no", 4_000, 4_400));
        var kept = Tightening.standard()
                .apply(new Frames(0, 150), List.of(new Silence(2.0, 4.05), new Silence(0.9, 1.0)), words, NTSC);

        assertThat(kept.pieces()).containsExactly(new Frames(0, 30), new Frames(41, 65), new Frames(116, 150));
        var clip = render(spec(kept, whole(), 320, 180), numbered, BrandKit.none(), "tight.mp4");
        var expected = new ArrayList<>(range(0, 30));
        expected.addAll(range(41, 65));
        expected.addAll(range(116, 150));
        assertThat(numbers(clip.file())).isEqualTo(expected);
        assertThat(kept.wordsInClip(words, NTSC)).extracting(Word::text).containsExactly("So,", "yes", "no");
        assertThat(kept.wordsInClip(words, NTSC).getLast().from()).isCloseTo(1_932, within(40L));
    }

    @Test
    @DisplayName("CLP-6: frames that come irregularly are conformed: each shows what was there at its time")
    void variable_rate() throws Exception {
        var source = folder.resolve("vfr.mp4");
        Material.run(new FfmpegRun()
                .add("-i", numbered.toString(), "-vf", "select='not(eq(mod(n\\,5)\\,3))'", "-an", "-vsync", "vfr")
                .add("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18")
                .to(source));
        assertThat(facts(source).picture().variableRate()).isTrue();
        var steady = spec(KeptFrames.all(new Frames(93, 153)), whole(), 320, 180);
        var spec = RenderSpec.of(steady.json().replace("\"variableRate\":false", "\"variableRate\":true"));

        var clip = render(spec, source, BrandKit.none(), "conformed.mp4");

        // 93, 98, … are missing: the frame before is still there.
        assertThat(numbers(clip.file()))
                .isEqualTo(
                        range(93, 153).stream().map(n -> n % 5 == 3 ? n - 1 : n).toList());
    }

    @Test
    @DisplayName("CLP-6: from recording to upright clip, whoever walks is in the picture in 98 % of its frames")
    void reframed() throws Exception {
        int frames = 130;
        var source = CartoonFace.video(
                folder.resolve("walk.mp4"),
                640,
                360,
                NTSC,
                frames,
                frame -> frame < 80
                        ? List.of(new CartoonFace(100 + 4.0 * frame, 150, 80))
                        : List.of(new CartoonFace(160, 150, 90)));
        Analysis analysis;
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            analysis = new MediaAnalyzer(Material.ffmpeg(), new HaarFaceDetector(Path.of("target", "programs")))
                    .analyse(source, facts(source), work, Cancellation.none(), _ -> {});
        }
        assertThat(analysis.cuts()).containsExactly(80L);
        var planned = RenderSpec.planned(
                Material.ffmpeg().ffmpeg(),
                "0".repeat(64),
                facts(source),
                analysis,
                KeptFrames.all(new Frames(0, frames)),
                Aspect.VERTICAL,
                Optional.empty(),
                BrandKit.none());
        assertThat(planned.models()).containsOnlyKeys("haarcascade_frontalface_alt2", "font");
        assertThat(planned).returns(1080, RenderSpec::width).returns(1920, RenderSpec::height);
        var plan = planned.plan();

        var clip =
                render(spec(KeptFrames.all(new Frames(0, frames)), plan, 202, 360), source, BrandKit.none(), "up.mp4");

        Analysis seen;
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            seen = new MediaAnalyzer(Material.ffmpeg(), new HaarFaceDetector(Path.of("target", "programs")))
                    .analyse(clip.file(), facts(clip.file()), work, Cancellation.none(), _ -> {});
        }
        long looks = (frames + 3L) / 4;
        long withFace = seen.faces().stream()
                .flatMap(track -> track.sightings().stream())
                .map(FaceTrack.Sighting::frame)
                .distinct()
                .count();
        assertThat((double) withFace / looks).isGreaterThanOrEqualTo(0.98);
        for (int frame = 0; frame < frames; frame++) {
            double face = frame < 80 ? 100 + 4.0 * frame : 160;
            int begin = plan.follow().at(frame).x();
            assertThat(face - 45).as("frame " + frame).isGreaterThanOrEqualTo(begin);
            assertThat(face + 45)
                    .as("frame " + frame)
                    .isLessThanOrEqualTo(begin + plan.follow().width());
        }
    }

    @Test
    @DisplayName("CLP-6: the window moves in the very frame it should, by the pixels it should")
    void window_moves() throws Exception {
        // Columns 40 wide: a window of 40 shows the bit it lies on, and so which it is.
        var moves = List.of(
                new CropPath.Move(0, 0, 0),
                new CropPath.Move(11, 40, 0),
                new CropPath.Move(12, 80, 0),
                new CropPath.Move(50, 0, 0));
        var plan = new ReframePlan(Aspect.WIDE, new CropPath(40, 180, moves), Optional.empty());

        var clip = render(
                spec(KeptFrames.all(new Frames(64, 124)), plan, 40, 180), numbered, BrandKit.none(), "moves.mp4");

        var frames = frames(clip.file(), 40, 180);
        assertThat(frames).hasSize(60);
        for (int frame = 0; frame < 60; frame++) {
            int bit = frame < 11 ? 0 : frame == 11 ? 1 : frame < 50 ? 2 : 0;
            boolean bright = (frames.get(frame)[3 * (90 * 40 + 20)] & 0xFF) > 128;
            assertThat(bright).as("frame " + frame).isEqualTo((((64 + frame) >> bit) & 1) == 1);
        }
    }

    @Test
    @DisplayName("CLP-6: two people are shown one above the other, in their own shot only")
    void split() throws Exception {
        var source = Material.video(
                folder.resolve("halves.mp4"),
                new Shot("color=c=red:size=320x180:rate=30000/1001,drawbox=x=160:c=blue:t=fill", 3));
        var half = new CropPath(100, 88, List.of(new CropPath.Move(0, 20, 40)));
        var other = new CropPath(100, 88, List.of(new CropPath.Move(0, 200, 40)));
        var plan = new ReframePlan(
                Aspect.VERTICAL,
                new CropPath(100, 178, List.of(new CropPath.Move(0, 20, 0))),
                Optional.of(new ReframePlan.Split(half, other, List.of(new Frames(20, 40)))));

        var clip = render(
                spec(KeptFrames.all(new Frames(0, 60)), plan, WIDTH, HEIGHT), source, BrandKit.none(), "split.mp4");

        var frames = frames(clip.file(), WIDTH, HEIGHT);
        for (int frame = 0; frame < 60; frame++) {
            boolean isSplit = frame >= 20 && frame < 40;
            assertThat(isRed(frames.get(frame), 90, 80)).isTrue();
            assertThat(isRed(frames.get(frame), 90, 240)).as("frame " + frame).isEqualTo(!isSplit);
        }
    }

    private static boolean isRed(byte[] frame, int x, int y) {
        int at = 3 * (y * WIDTH + x);
        return (frame[at] & 0xFF) > 150 && (frame[at + 2] & 0xFF) < 100;
    }

    @Test
    @DisplayName(
            "CLP-6: a brand kit puts its logo into its corner, its watermark into the middle, its outro at the end")
    void brand() throws Exception {
        var logo = folder.resolve("logo.png");
        var drawn = new BufferedImage(400, 200, BufferedImage.TYPE_INT_ARGB);
        var graphics = drawn.createGraphics();
        graphics.setColor(Color.GREEN);
        graphics.fillRect(0, 0, 400, 200);
        graphics.dispose();
        ImageIO.write(drawn, "png", logo.toFile());
        var outro = Material.video(folder.resolve("outro.mp4"), new Shot("color=c=blue:size=320x180:rate=25", 1));
        var source = Material.video(
                folder.resolve("grey.mp4"), new Shot("color=c=0x404040:size=320x180:rate=30000/1001", 3));
        var kit = new BrandKit(
                Optional.of(logo),
                BrandKit.Corner.TOP_RIGHT,
                Optional.of("BACKLOT"),
                Optional.of(Colour.of("#00FF00")),
                Optional.empty(),
                Optional.of(outro));
        var plan = new ReframePlan(
                Aspect.VERTICAL, new CropPath(100, 178, List.of(new CropPath.Move(0, 20, 0))), Optional.empty());
        var spec =
                with(spec(KeptFrames.all(new Frames(0, 45)), plan, WIDTH, HEIGHT), Optional.empty(), kit.watermark());

        var clip = render(spec, source, kit, "brand.mp4");

        assertThat(clip.frames()).isEqualTo(45 + 30);
        var frames = frames(clip.file(), WIDTH, HEIGHT);
        assertThat(frames).hasSize(75);
        assertThat(pixel(frames.get(20), WIDTH - 20, 14)).isGreaterThan(200);
        assertThat(pixel(frames.get(20), 20, 14)).isLessThan(100);
        int watermark = 0;
        for (int x = 0; x < WIDTH; x++) {
            watermark += pixel(frames.get(20), x, (int) (HEIGHT * 0.64)) > 90 ? 1 : 0;
        }
        assertThat(watermark).isBetween(5, 80);
        assertThat(frames.get(44)[3 * (160 * WIDTH + 90) + 2] & 0xFF).isLessThan(120);
        assertThat(frames.get(45)[3 * (160 * WIDTH + 90) + 2] & 0xFF).isGreaterThan(200);
        assertThat(facts(clip.file()).sound()).isPresent();
        var specified = RenderSpec.of(spec.json().replace("\"models\":{}", "\"models\":{\"logo\":\"another\"}"));
        assertThatThrownBy(() -> render(specified, source, kit, "other.mp4")).hasMessageContaining("logo");
    }

    /** Its green. */
    private static int pixel(byte[] frame, int x, int y) {
        return frame[3 * (y * WIDTH + x) + 1] & 0xFF;
    }

    @Test
    @DisplayName("CLP-6: a thumbnail is cut as the clip is, and carries its title")
    void thumbnail() throws Exception {
        var plan = new ReframePlan(
                Aspect.WIDE,
                new CropPath(160, 90, List.of(new CropPath.Move(0, 0, 0), new CropPath.Move(10, 160, 0))),
                Optional.empty());
        var spec = spec(KeptFrames.all(new Frames(100, 150)), plan, 320, 180);
        var plain = folder.resolve("plain.jpg");
        var titled = folder.resolve("titled.jpg");
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            var thumbnail = new Thumbnail(Material.ffmpeg());
            var font = CaptionFont.bundled();
            thumbnail.make(
                    spec, numbered, facts(numbered), 130, Optional.empty(), font, plain, work, Cancellation.none());
            thumbnail.make(
                    spec,
                    numbered,
                    facts(numbered),
                    130,
                    Optional.of("What he asked"),
                    font,
                    titled,
                    work,
                    Cancellation.none());
        }

        var picture = ImageIO.read(plain.toFile());
        // Frame 130 is 10000010: of the upper four bits only the last is bright.
        assertThat(picture.getWidth()).isEqualTo(320);
        assertThat(picture.getRGB(40, 120) & 0xFF).isLessThan(60);
        assertThat(picture.getRGB(280, 120) & 0xFF).isGreaterThan(200);
        var other = ImageIO.read(titled.toFile());
        int white = 0;
        for (int x = 0; x < 230; x++) {
            white += (other.getRGB(x, 25) & 0xFF) > 200 ? 1 : 0;
        }
        assertThat(white).isGreaterThan(5);
    }

    @Test
    @DisplayName(
            "CLP-1: a render that is cancelled ends and leaves no work behind; one beyond the recording's end fails")
    void refused() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        assertThatThrownBy(() -> render(
                        spec(KeptFrames.all(new Frames(0, 60)), whole(), 320, 180),
                        numbered,
                        BrandKit.none(),
                        "no.mp4",
                        cancellation))
                .isInstanceOf(FfmpegFailed.class);
        assertThatThrownBy(() -> render(
                        spec(KeptFrames.all(new Frames(200, 300)), whole(), 320, 180),
                        numbered,
                        BrandKit.none(),
                        "no.mp4"))
                .hasMessageContaining("instead of 100");
    }
}
