// A file is what its bytes are, whatever it is called.
package org.backlot.media.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.backlot.media.api.MediaContentType.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSignatureTest {
    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("MED-1: the first bytes of a file show its format")
    @CsvSource({
        "ISO_MEDIA, 00000018667479706d703432000000006d70343269736f6d",
        "ISO_MEDIA, 0000001466747970717420200000000071742020",
        "ISO_MEDIA, 000000086d6f6f76",
        "ISO_IMAGE, 000000186674797068656963000000006d69663168656963",
        "MATROSKA, 1a45dfa39f4286810142f7810142f2810442f381084282847765626d",
        "AVI, 524946460000000041564920",
        "WAVE, 524946460000000057415645666d7420",
        "WEBP, 524946460000000057454250",
        "MPEG_AUDIO, 49443304000000000000",
        "MPEG_AUDIO, fffb9064",
        "MPEG_AUDIO, fff15080",
        "FLAC, 664c614300000022",
        "OGG, 4f67675300020000",
        "PNG, 89504e470d0a1a0a0000000d",
        "JPEG, ffd8ffe000104a464946",
        "GIF, 474946383961",
        "MXF, 060e2b34020501010d0102010102",
        "UNKNOWN, fffe480065006c006c006f00",
        "UNKNOWN, 4d5a90000300000004000000",
        "UNKNOWN, 255044462d312e37",
        "UNKNOWN, 00"
    })
    void formats(FileSignature expected, String hex) {
        assertThat(FileSignature.of(HexFormat.of().parseHex(hex))).isEqualTo(expected);
    }

    @Test
    @DisplayName("MED-1: captions are told from other text")
    void captions() {
        assertThat(text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello")).isEqualTo(FileSignature.WEBVTT);
        assertThat(text("\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\nمرحبا\r\n"))
                .isEqualTo(FileSignature.SUBRIP);
        assertThat(text(" {\"words\": []}")).isEqualTo(FileSignature.JSON);
        assertThat(text("This is no film.")).isEqualTo(FileSignature.UNKNOWN);
        assertThat(text("1 of 3 things to do")).isEqualTo(FileSignature.UNKNOWN);
        assertThat(text("<html><script>")).isEqualTo(FileSignature.UNKNOWN);
        assertThat(text("")).isEqualTo(FileSignature.UNKNOWN);
    }

    @Test
    @DisplayName("MED-1: a content type admits the formats that it names, and a rare one all that hold its kind")
    void admits() {
        var mp4 = new MediaContentType("Video/MP4");
        assertThat(mp4.kind()).isEqualTo(Kind.VIDEO);
        assertThat(mp4.admits(FileSignature.ISO_MEDIA)).isTrue();
        assertThat(mp4.admits(FileSignature.MATROSKA)).isFalse();
        assertThat(mp4.admits(FileSignature.UNKNOWN)).isFalse();
        assertThat(new MediaContentType("video/x-flv").admits(FileSignature.FLASH_VIDEO))
                .isTrue();
        assertThat(new MediaContentType("video/x-flv").admits(FileSignature.PNG))
                .isFalse();
        assertThat(new MediaContentType("image/svg+xml").admits(text("<svg onload='steal()'/>")))
                .isFalse();
        assertThat(new MediaContentType("application/x-subrip").kind()).isEqualTo(Kind.CAPTIONS);
    }

    @ParameterizedTest
    @DisplayName("MED-1: other types are not taken")
    @ValueSource(
            strings = {
                "text/html",
                "application/octet-stream",
                "video",
                "video/",
                "/mp4",
                "video/mp4; codecs=avc1",
                "video/mp4\r\nX-Evil: 1",
                "vide\u00f6/mp4"
            })
    void refuses(String type) {
        assertThatThrownBy(() -> new MediaContentType(type)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("MED-1: a file's name comes without the path before it, and is never printed")
    void file_name() {
        assertThat(new FileName("C:\\Users\\noura\\reel \"final\".mp4").value()).isEqualTo("reel \"final\".mp4");
        assertThat(new FileName("../../etc/مشهد.mp4").value()).isEqualTo("مشهد.mp4");
        assertThat(new FileName("noura.mp4").toString()).doesNotContain("noura");
        assertThatThrownBy(() -> new FileName("a\nb.mp4")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileName("folder/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("MED-2: perceptual hashes differ in as many bits as they differ")
    void hashes() {
        var hash = DifferenceHash.parse("f0f0f0f0f0f0f0f0");
        assertThat(hash.distanceTo(hash)).isZero();
        assertThat(hash.distanceTo(DifferenceHash.parse("f0f0f0f0f0f0f0f3"))).isEqualTo(2);
        assertThat(hash.distanceTo(DifferenceHash.parse("0f0f0f0f0f0f0f0f"))).isEqualTo(64);
        assertThat(hash.hex()).isEqualTo("f0f0f0f0f0f0f0f0");
        assertThatThrownBy(() -> DifferenceHash.parse("f0")).isInstanceOf(IllegalArgumentException.class);
    }

    private static FileSignature text(String content) {
        return FileSignature.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
