// People watch without sound: words have to come when they are said, and look the same whichever ffmpeg is there.
package org.backlot.clips.worker.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptionsTest {
    private static final Rational NTSC = new Rational(30_000, 1_001);
    private static final int WIDTH = 270;
    private static final int HEIGHT = 480;
    private static final int FRAMES = 75;
    private static final CaptionFont FONT = CaptionFont.bundled();

    private static final List<Word> ENGLISH = List.of(
            new Word("Ask", 500, 800),
            new Word("what", 820, 1_100),
            new Word("you", 1_120, 1_300),
            new Word("do.", 1_310, 1_700));
    private static final List<Word> ARABIC = List.of(new Word("السلام", 500, 1_000), new Word("عليكم", 1_050, 1_600));

    @TempDir
    Path folder;

    private static Captions captions(List<Word> words, CaptionStyle style) {
        return new Captions(words, style, CaptionLook.standard(), FONT, WIDTH, HEIGHT, NTSC);
    }

    private static FfmpegRun grey() {
        return new FfmpegRun()
                .generated(
                        "color=c=0x305070:size=" + WIDTH + "x" + HEIGHT + ":rate=30000/1001:duration=3,format=yuv420p");
    }

    private List<byte[]> byLibass(Captions captions) throws Exception {
        var run = grey().add("-vf", captions.assFilter(folder)).in(folder);
        return frames(run);
    }

    private List<byte[]> byJava(Captions captions) throws Exception {
        var run = grey();
        var overlay = captions.overlay(run, FRAMES);
        return frames(run.add("-filter_complex", "[0][1]" + overlay));
    }

    private static List<byte[]> frames(FfmpegRun run) throws Exception {
        var frames = new ArrayList<byte[]>();
        Material.ffmpeg()
                .run(
                        run.add("-frames:v", Integer.toString(FRAMES), "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1")
                                .reading(output -> {
                                    for (int i = 0; i < FRAMES; i++) {
                                        frames.add(output.readNBytes(WIDTH * HEIGHT * 3));
                                    }
                                }),
                        Cancellation.none());
        return frames;
    }

    /** Pixels that are no background: yellow ones count as active. */
    private record Ink(int pixels, int yellow, double middleX, double middleY, int left, int right) {
        static Ink of(byte[] frame) {
            int pixels = 0;
            int yellow = 0;
            long x = 0;
            long y = 0;
            int left = WIDTH;
            int right = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int red = frame[3 * i] & 0xFF;
                int green = frame[3 * i + 1] & 0xFF;
                int blue = frame[3 * i + 2] & 0xFF;
                if (Math.abs(red - 0x30) + Math.abs(green - 0x50) + Math.abs(blue - 0x70) > 60) {
                    pixels++;
                    x += i % WIDTH;
                    y += i / WIDTH;
                    left = Math.min(left, i % WIDTH);
                    right = Math.max(right, i % WIDTH);
                    if (red > 180 && green > 160 && blue < 100) {
                        yellow++;
                    }
                }
            }
            return new Ink(pixels, yellow, (double) x / pixels, (double) y / pixels, left, right);
        }
    }

    @Test
    @DisplayName("CLP-6: blocks have at most 16 characters and 1.4 seconds, and end with a sentence and at a pause")
    void blocks() {
        assertThat(CaptionBlock.of(List.of(
                        new Word("And", 0, 200),
                        new Word("so,", 220, 400),
                        new Word("my", 450, 600),
                        new Word("fellow", 620, 900),
                        new Word("Americans!", 950, 1_500),
                        new Word("Ask", 1_600, 1_800),
                        new Word("not", 3_000, 3_300),
                        new Word("internationalisation", 3_310, 5_200))))
                .extracting(block -> block.words().stream().map(Word::text).toList())
                .containsExactly(
                        List.of("And", "so,", "my"),
                        List.of("fellow"),
                        List.of("Americans!"),
                        List.of("Ask"),
                        List.of("not"),
                        List.of("internationalisation"));
        assertThat(CaptionBlock.of(ENGLISH))
                .singleElement()
                .returns(500L, CaptionBlock::from)
                .returns(2_000L, CaptionBlock::until);
        assertThat(CaptionStyle.of("highlight_word")).isEqualTo(CaptionStyle.HIGHLIGHT_WORD);
        assertThatThrownBy(() -> CaptionStyle.of("sparkle")).hasMessageContaining("sparkle");
    }

    @ParameterizedTest
    @EnumSource(CaptionStyle.class)
    @DisplayName("CLP-6: in every style the first word comes in the very frame, by libass and by Java alike")
    void onset(CaptionStyle style) throws Exception {
        var captions = captions(ENGLISH, style);
        int first = 15; // 500 ms at 29.97
        int last = 60;
        for (var frames : List.of(byLibass(captions), byJava(captions))) {
            assertThat(Ink.of(frames.get(first - 1)).pixels()).isZero();
            assertThat(Ink.of(frames.get(first)).pixels()).isGreaterThan(100);
            assertThat(Ink.of(frames.get(last - 1)).pixels()).isGreaterThan(500);
            assertThat(Ink.of(frames.get(last)).pixels()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(CaptionStyle.class)
    @DisplayName("CLP-6: libass and Java draw the same, in every style, in both directions of writing")
    void same_look(CaptionStyle style) throws Exception {
        for (var words : List.of(ENGLISH, ARABIC)) {
            var captions = captions(words, style);
            var libass = byLibass(captions);
            var java = byJava(captions);
            for (int frame : new int[] {16, 19, 27, 36, 44, 55}) {
                var one = Ink.of(libass.get(frame));
                var other = Ink.of(java.get(frame));
                var where = style + " " + words.getFirst().text() + " frame " + frame;
                assertThat((double) other.pixels()).as(where).isCloseTo(one.pixels(), within(40 + 0.08 * one.pixels()));
                assertThat(other.middleX()).as(where).isCloseTo(one.middleX(), within(2.0));
                assertThat(other.middleY()).as(where).isCloseTo(one.middleY(), within(2.0));
                assertThat((double) other.yellow()).as(where).isCloseTo(one.yellow(), within(30 + 0.15 * one.yellow()));
            }
        }
    }

    @Test
    @DisplayName(
            "CLP-6: captions stay inside the picture, above the platforms' buttons, and long words are made smaller")
    void inside() throws Exception {
        var captions = captions(
                List.of(new Word("Donaudampfschifffahrtsgesellschaft", 0, 2_500)), CaptionStyle.HIGHLIGHT_WORD);

        var ink = Ink.of(byLibass(captions).get(40));

        assertThat(ink.left()).isGreaterThan(0);
        assertThat(ink.right()).isLessThan(WIDTH - 1);
        assertThat(ink.middleY()).isBetween(0.75 * HEIGHT, 0.85 * HEIGHT);
    }

    @Test
    @DisplayName("CLP-6: Arabic runs from the right: the word that is said first stands on the right")
    void right_to_left() throws Exception {
        var captions = captions(ARABIC, CaptionStyle.POP_IN);
        for (var frames : List.of(byLibass(captions), byJava(captions))) {
            assertThat(Ink.of(frames.get(25)).middleX()).isGreaterThan(WIDTH / 2.0 + 10);
        }
    }

    @Test
    @DisplayName("CLP-6: somebody's own font is taken where it has all letters, else the one that comes along")
    void own_font() throws Exception {
        var file = folder.resolve("serif.ttf");
        try (var serif = getClass().getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSerif-Bold.ttf")) {
            Files.copy(Objects.requireNonNull(serif), file);
        }
        var own = CaptionFont.of(file);

        assertThat(script(ENGLISH, own)).contains("Word,DejaVu Serif Bold,");
        assertThat(script(ARABIC, own)).contains("Word,DejaVu Sans Condensed Bold,");
    }

    private static String script(List<Word> words, CaptionFont font) {
        return new Captions(words, CaptionStyle.POP_IN, CaptionLook.standard(), font, WIDTH, HEIGHT, NTSC).script();
    }

    @Test
    @DisplayName("CLP-6: what somebody says is never a command to libass")
    void no_commands() {
        var script = captions(List.of(new Word("{\\fs200}", 0, 500)), CaptionStyle.KARAOKE)
                .script();

        assertThat(script).doesNotContain("\\fs200").contains("(/FS200)");
    }
}
