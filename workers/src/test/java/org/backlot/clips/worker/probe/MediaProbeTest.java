// What people upload is anything. Each kind of wrong file gets its own answer, and none is followed anywhere.
package org.backlot.clips.worker.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.Material.Shot;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.probe.MediaFacts.Sound;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaProbeTest {
    private static final MediaProbe PROBE = new MediaProbe(Material.ffmpeg(), MediaLimits.standard());
    private static final Shot PICTURE = new Shot("testsrc2=size=320x180:rate=30000/1001", 4);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path good;

    @BeforeAll
    static void make() {
        good = Material.videoWithSound(shared.resolve("good.mp4"), "sine=sample_rate=48000:duration=4", PICTURE);
    }

    @Test
    @DisplayName("MED-2: a recording is described: length, exact rate, size, codecs, sound, start timecode")
    void facts() throws Exception {
        var file = folder.resolve("tc.mov");
        Material.run(new FfmpegRun()
                .add("-i", good.toString(), "-c", "copy", "-timecode", "01:00:00;00")
                .to(file));

        var facts = PROBE.probe(file, Cancellation.none());

        assertThat(facts.demuxer()).isEqualTo("mov");
        assertThat(facts.duration()).isBetween(Duration.ofMillis(3_990), Duration.ofMillis(4_050));
        assertThat(facts.picture())
                .isEqualTo(new MediaFacts.Picture("h264", 320, 180, 0, new Rational(30_000, 1_001), false));
        assertThat(facts.sound()).contains(new Sound("aac", 1, 48_000));
        assertThat(facts.startTimecode()).contains("01:00:00;00");
        assertThat(facts.bitRate()).isBetween(100_000L, 5_000_000L);
    }

    @Test
    @DisplayName("MED-2: a phone's upright picture is described as it is shown")
    void turned() throws Exception {
        var file = folder.resolve("upright.mp4");
        // This old muxer counts against the clock.
        Material.run(new FfmpegRun()
                .add("-i", good.toString(), "-c", "copy", "-metadata:s:v:0", "rotate=90")
                .to(file));

        assertThat(PROBE.probe(file, Cancellation.none()).picture())
                .returns(180, MediaFacts.Picture::width)
                .returns(320, MediaFacts.Picture::height)
                .returns(270, MediaFacts.Picture::rotation);
    }

    @Test
    @DisplayName("MED-2: Matroska rounds times to milliseconds and is no variable rate for it; without sound is fine")
    void matroska() throws Exception {
        var file = folder.resolve("m.mkv");
        Material.run(
                new FfmpegRun().add("-i", good.toString(), "-c", "copy", "-an").to(file));

        var facts = PROBE.probe(file, Cancellation.none());

        assertThat(facts.demuxer()).isEqualTo("matroska");
        assertThat(facts.picture().rate()).isEqualTo(new Rational(30_000, 1_001));
        assertThat(facts.picture().variableRate()).isFalse();
        assertThat(facts.sound()).isEmpty();
    }

    @Test
    @DisplayName("MED-2: slow motion is worked at no more than sixty frames a second")
    void slow_motion() throws Exception {
        var file = Material.video(folder.resolve("fast.mp4"), new Shot("testsrc2=size=320x180:rate=240", 2));

        assertThat(PROBE.probe(file, Cancellation.none()).picture())
                .returns(new Rational(60, 1), MediaFacts.Picture::rate)
                .returns(false, MediaFacts.Picture::variableRate);
    }

    @Test
    @DisplayName("MED-2: frames that come irregularly are noticed")
    void variable() throws Exception {
        var file = folder.resolve("vfr.mp4");
        Material.run(new FfmpegRun()
                .generated("testsrc2=size=320x180:rate=60:duration=4")
                .add("-vf", "select='not(mod(n\\,2))+lt(mod(n\\,7)\\,2)'", "-vsync", "vfr")
                .add("-c:v", "libx264", "-preset", "ultrafast")
                .to(file));

        assertThat(PROBE.probe(file, Cancellation.none()).picture().variableRate())
                .isTrue();
    }

    @Test
    @DisplayName("MED-2: nothing, text, a picture, a playlist and rubbish are refused, each with its own code")
    void no_recordings() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.mp4")), MediaRefusal.EMPTY_FILE);
        assertRefused(Files.writeString(folder.resolve("text.mp4"), "Dear sir,\n".repeat(300)), MediaRefusal.NOT_MEDIA);
        assertRefused(
                Files.writeString(folder.resolve("hls.mp4"), "\uFEFF#EXTM3U\n#EXTINF:1,\nfile:/etc/passwd\n"),
                MediaRefusal.PLAYLIST);
        assertRefused(
                Files.writeString(folder.resolve("c.mp4"), "ffconcat version 1.0\nfile /etc/passwd\n"),
                MediaRefusal.PLAYLIST);
        var rubbish = new byte[4_000];
        Arrays.fill(rubbish, (byte) 0x42);
        System.arraycopy("....ftypisom".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, rubbish, 0, 12);
        assertRefused(Files.write(folder.resolve("rubbish.mp4"), rubbish), MediaRefusal.DAMAGED);
    }

    @Test
    @DisplayName("MED-2: sound alone, a single frame and half a second are refused")
    void too_little() {
        var sound = folder.resolve("sound.mp4");
        Material.run(new FfmpegRun().generated("sine=duration=3").to(sound));
        assertRefused(sound, MediaRefusal.NO_PICTURE);
        assertRefused(
                Material.video(folder.resolve("one.mp4"), new Shot("testsrc2=size=320x180:rate=25", 0.04)),
                MediaRefusal.TOO_SHORT);
        assertRefused(
                Material.video(folder.resolve("half.mp4"), new Shot("testsrc2=size=320x180:rate=25", 0.5)),
                MediaRefusal.TOO_SHORT);
    }

    @Test
    @DisplayName("MED-2: a recording that was not sent completely is refused, wherever its index lies")
    void truncated() throws IOException {
        var bytes = Files.readAllBytes(good);
        assertRefused(
                Files.write(folder.resolve("noindex.mp4"), Arrays.copyOf(bytes, bytes.length / 2)),
                MediaRefusal.DAMAGED);
        var indexFirst = folder.resolve("first.mp4");
        Material.run(new FfmpegRun()
                .add("-i", good.toString(), "-c", "copy", "-movflags", "+faststart")
                .to(indexFirst));
        var whole = Files.readAllBytes(indexFirst);
        assertRefused(
                Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2)), MediaRefusal.TRUNCATED);
    }

    @Test
    @DisplayName("MED-2: too long (by its header), too large, too many bits and a codec we do not take are refused")
    void limits() throws IOException {
        var strict = new MediaProbe(
                Material.ffmpeg(), new MediaLimits(Duration.ofSeconds(3), 200, 100, 10_000, Set.of("h264")));
        assertRefused(strict, good, MediaRefusal.TOO_LONG);
        strict = new MediaProbe(
                Material.ffmpeg(), new MediaLimits(Duration.ofHours(4), 200, 100, 10_000, Set.of("h264")));
        assertRefused(strict, good, MediaRefusal.PICTURE_TOO_LARGE);
        strict = new MediaProbe(
                Material.ffmpeg(), new MediaLimits(Duration.ofHours(4), 4_096, 2_304, 10_000, Set.of("h264")));
        assertRefused(strict, good, MediaRefusal.BIT_RATE_TOO_HIGH);
        var raw = folder.resolve("raw.avi");
        Material.run(new FfmpegRun()
                .generated("testsrc2=size=64x64:rate=5:duration=2")
                .add("-c:v", "rawvideo")
                .to(raw));
        assertRefused(raw, MediaRefusal.CODEC_NOT_TAKEN);

        // Two frames five hours apart: a small file with a long header.
        var long5 = folder.resolve("5h.mp4");
        Material.run(new FfmpegRun()
                .generated("testsrc2=size=64x64:rate=1:duration=3")
                .add("-vf", "setpts=N*9000/TB", "-vsync", "vfr", "-c:v", "libx264")
                .to(long5));
        assertThat(Files.size(long5)).isLessThan(50_000);
        assertRefused(long5, MediaRefusal.TOO_LONG);
    }

    @Test
    @DisplayName("MED-2: what ffprobe says of a file reads the same as what ffmpeg prints of it")
    void both_ways() throws IOException {
        var json = new String(
                Optional.ofNullable(getClass().getResourceAsStream("/media/ffprobe-upright.json"))
                        .orElseThrow()
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        var print = new String(
                        Optional.ofNullable(getClass().getResourceAsStream("/media/ffmpeg-print-upright.txt"))
                                .orElseThrow()
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();

        var byProbe = FfprobeJson.read(json);
        var byPrint = FfmpegPrint.read(print);

        assertThat(byPrint.picture()).isPresent();
        assertThat(byProbe.picture()).isPresent();
        assertThat(byPrint.picture().get())
                .usingRecursiveComparison()
                .withComparatorForType((one, other) -> Math.abs(one - other) < 0.01 ? 0 : 1, Double.class)
                .isEqualTo(byProbe.picture().get());
        assertThat(byPrint.sound()).isEqualTo(byProbe.sound());
        assertThat(byPrint.timecode()).isEqualTo(byProbe.timecode());
        assertThat(byPrint.duration()).isCloseTo(byProbe.duration(), Duration.ofMillis(10));
    }

    private static void assertRefused(Path file, MediaRefusal refusal) {
        assertRefused(PROBE, file, refusal);
    }

    private static void assertRefused(MediaProbe probe, Path file, MediaRefusal refusal) {
        assertThatThrownBy(() -> probe.probe(file, Cancellation.none()))
                .asInstanceOf(type(MediaRefused.class))
                .returns(refusal, MediaRefused::refusal);
    }
}
