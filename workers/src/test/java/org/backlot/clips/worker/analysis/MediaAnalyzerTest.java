// Where a shot begins, who is where and what is loud decide every clip after it. On made-up recordings all of it is
// known.
package org.backlot.clips.worker.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backlot.clips.worker.CartoonFace;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.Material.Shot;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegFailed;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.probe.MediaLimits;
import org.backlot.clips.worker.probe.MediaProbe;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaAnalyzerTest {
    private static final Path PROGRAMS = Path.of("target", "programs");
    private static final Rational PAL = new Rational(25, 1);

    @TempDir
    Path folder;

    private Analysis analyse(Path file, FaceDetector faces) throws Exception {
        return analyse(file, faces, Cancellation.none());
    }

    private Analysis analyse(Path file, FaceDetector faces, Cancellation cancellation) throws Exception {
        var facts = new MediaProbe(Material.ffmpeg(), MediaLimits.standard()).probe(file, Cancellation.none());
        var done = new ArrayList<Double>();
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            var analysis =
                    new MediaAnalyzer(Material.ffmpeg(), faces).analyse(file, facts, work, cancellation, done::add);
            assertThat(done.getLast()).isEqualTo(1.0);
            return analysis;
        } finally {
            assertThat(folder.resolve("work")).isEmptyDirectory();
        }
    }

    private static Shot shot(String source, double seconds) {
        return shot(source, "", seconds);
    }

    private static Shot shot(String source, String filters, double seconds) {
        return new Shot(source + (source.contains("=") ? ":" : "=") + "size=320x180:rate=25" + filters, seconds);
    }

    @Test
    @DisplayName("CLP-4: every hard cut is found to the frame, and nothing else: noise, movement and bars alike")
    void cuts() throws Exception {
        var file = Material.video(
                folder.resolve("cuts.mp4"),
                shot("testsrc2", 1.2),
                shot("smptehdbars", 1.6),
                shot("mandelbrot", 1.0),
                shot("life=ratio=0.3:mold=10:life_color=#00ff00:death_color=#aa0000", 1.4),
                shot("testsrc", 2.0),
                shot("gradients=seed=3:c0=0x203040:c1=0xd0c0a0", 1.2),
                shot("smptebars", 1.0),
                shot("color=c=gray", ",noise=alls=60:allf=t", 0.8),
                shot("mandelbrot=start_scale=0.3", 1.2));

        var analysis = analyse(file, FaceDetector.blind());

        assertThat(analysis.frames()).isEqualTo(285);
        assertThat(analysis.cuts()).containsExactly(30L, 70L, 95L, 130L, 180L, 210L, 235L, 255L);
    }

    @Test
    @DisplayName("CLP-4: a flash, a fade, a pan and frames shown twice are no cuts")
    void no_cuts() throws Exception {
        var flash = shot("mandelbrot", ",drawbox=t=fill:c=white:enable='between(n,20,21)'", 2);
        var pan = new Shot(
                "smptehdbars=size=960x180:rate=25,noise=alls=20,crop=320:180:'if(lt(n,20),0,min(640,(n-20)*12))'", 2.4);
        var fade = new Shot(
                "testsrc2=size=320x180:rate=25:duration=2[f1];smptehdbars=size=320x180:rate=25:duration=2[f2];"
                        + "[f1][f2]xfade=duration=1:offset=1",
                3);
        var twice = shot("testsrc2", ",fps=12.5,fps=25", 2);
        for (var still : List.of(flash, pan, fade, twice)) {
            var file = Material.video(folder.resolve("still.mp4"), still);
            assertThat(analyse(file, FaceDetector.blind()).cuts())
                    .as(still.source())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("CLP-4: frames that come irregularly are conformed first: cuts lie where they lie in time")
    void variable_rate() throws Exception {
        var file = folder.resolve("vfr.mp4");
        Material.run(new FfmpegRun()
                .generated("testsrc2=size=320x180:rate=60:duration=2")
                .generated("smptehdbars=size=320x180:rate=60:duration=2")
                .add("-filter_complex", "[0][1]concat,select='not(mod(n\\,2))+lt(mod(n\\,7)\\,2)',format=yuv420p[v]")
                .add("-map", "[v]", "-vsync", "vfr", "-c:v", "libx264", "-preset", "ultrafast")
                .to(file));

        var analysis = analyse(file, FaceDetector.blind());

        assertThat(analysis.cuts()).hasSize(1);
        assertThat(analysis.rate().secondsOf(analysis.cuts().getFirst()).doubleValue())
                .isCloseTo(2.0, within(0.04));
        assertThat(analysis.frames()).isCloseTo(Math.round(4 * analysis.rate().asDouble()), within(2L));
    }

    @Test
    @DisplayName("CLP-4: faces are seen where they are, keep their number while they move, and get another after a cut")
    void faces() throws Exception {
        var file = CartoonFace.video(
                folder.resolve("faces.mp4"),
                640,
                360,
                PAL,
                100,
                frame -> frame < 60
                        ? List.of(new CartoonFace(150 + 3 * frame, 150, 90))
                        : List.of(new CartoonFace(140, 140, 80), new CartoonFace(480, 160, 100)));

        var analysis = analyse(file, new HaarFaceDetector(PROGRAMS));

        assertThat(analysis.faces()).extracting(FaceTrack::id).containsExactly(1, 2, 3);
        var walking = analysis.faces().getFirst();
        assertThat(walking.sightings())
                .hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy(seen -> assertThat(seen.box().centreX()).isCloseTo(150 + 3.0 * seen.frame(), within(8.0)));
        assertThat(walking.lastFrame()).isLessThan(60);
        assertThat(analysis.faces().get(1).sightings())
                .allSatisfy(seen -> assertThat(seen.box().centreX()).isCloseTo(140, within(8.0)));
        assertThat(analysis.faces().get(2).sightings())
                .allSatisfy(seen -> assertThat(seen.box().centreX()).isCloseTo(480, within(8.0)));
        assertThat(analysis.models()).containsOnlyKeys("haarcascade_frontalface_alt2");
    }

    @Test
    @DisplayName("CLP-4: a photographed face is seen too")
    void photograph() {
        var picture = Path.of("src/test/resources/media/astronaut.png");
        var luma = new byte[512 * 512];
        Material.run(new FfmpegRun()
                .picture(picture)
                .add("-pix_fmt", "gray", "-f", "rawvideo", "pipe:1")
                .reading(output -> output.readNBytes(luma, 0, luma.length)));

        var seen = new HaarFaceDetector(PROGRAMS).detect(luma, 512, 512);

        assertThat(seen).singleElement().satisfies(face -> {
            assertThat(face.centreX()).isCloseTo(222, within(20.0));
            assertThat(face.centreY()).isCloseTo(120, within(25.0));
        });
    }

    @Test
    @DisplayName("CLP-4: what is loud and what is silent is found within a tenth of a second, on a grid of tenths")
    void sound() throws Exception {
        var file = Material.videoWithSound(
                folder.resolve("sound.mp4"),
                "anoisesrc=color=pink:sample_rate=48000:duration=12:seed=5,volume=eval=frame:"
                        + "volume='if(between(t,3,4),0,if(between(t,7,8.5),0.8,0.05))'",
                shot("testsrc2", 12));

        var sound = analyse(file, FaceDetector.blind()).sound().orElseThrow();

        assertThat(sound.momentary()).hasSizeBetween(119, 121);
        assertThat(sound.silences()).singleElement().satisfies(silence -> {
            assertThat(silence.from()).isCloseTo(3, within(0.1));
            assertThat(silence.to()).isCloseTo(4, within(0.1));
        });
        assertThat(sound.loudMoments()).singleElement().satisfies(loud -> {
            assertThat(loud.from()).isCloseTo(7, within(0.3));
            assertThat(loud.to()).isCloseTo(8.5, within(0.5));
        });
    }

    @Test
    @DisplayName("CLP-4: what is digitally silent is silence, and no reason to give a recording up")
    void digital_silence() throws Exception {
        var file = folder.resolve("zeros.flac");
        Material.run(new FfmpegRun()
                .generated("aevalsrc='0.3*sin(2*PI*440*t)*(1-between(t,2,4))':s=16000:d=6")
                .add("-sample_fmt", "s16", "-c:a", "flac")
                .to(file));

        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            var sound = new SoundAnalyzer(Material.ffmpeg()).analyse(file, "flac", work, Cancellation.none());

            assertThat(sound.momentary()).hasSizeBetween(59, 61).allMatch(value -> !value.isNaN());
            assertThat(sound.momentary().get(35)).isLessThan(-100);
            assertThat(sound.silences()).singleElement().satisfies(silence -> {
                assertThat(silence.from()).isCloseTo(2, within(0.1));
                assertThat(silence.to()).isCloseTo(4, within(0.1));
            });
        }
    }

    @Test
    @DisplayName("MED-2: the same recording in another size and quality is alike; another one is not")
    void likeness() throws Exception {
        var one = Material.video(folder.resolve("one.mp4"), shot("testsrc2", 3), shot("smptehdbars", 1));
        var again = folder.resolve("again.mp4");
        Material.run(new FfmpegRun()
                .add("-i", one.toString(), "-vf", "scale=256:144", "-c:v", "libx264", "-crf", "36")
                .to(again));
        var other = Material.video(folder.resolve("other.mp4"), shot("mandelbrot", 4));

        var analysis = analyse(one, FaceDetector.blind());

        assertThat(analysis.likeness(analyse(again, FaceDetector.blind()))).isGreaterThan(0.9);
        assertThat(analysis.likeness(analyse(other, FaceDetector.blind()))).isLessThan(0.2);
        var hash = analysis.stills().getFirst().hash();
        assertThat(DifferenceHash.of(hash.toString())).isEqualTo(hash);
    }

    @Test
    @DisplayName("CLP-1: an analysis that is cancelled ends, and leaves nothing lying")
    void cancelled() {
        var file = Material.video(folder.resolve("long.mp4"), shot("testsrc2", 8));
        var cancellation = new Cancellation();
        FaceDetector impatient = new FaceDetector() {
            @Override
            public List<Box> detect(byte[] luma, int width, int height) {
                cancellation.cancel();
                return List.of();
            }

            @Override
            public java.util.Map<String, String> models() {
                return java.util.Map.of();
            }
        };

        assertThatThrownBy(() -> analyse(file, impatient, cancellation))
                .isInstanceOfSatisfying(
                        FfmpegFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FfmpegFailed.Reason.CANCELLED));
        assertThat(Files.exists(file)).isTrue();
    }
}
