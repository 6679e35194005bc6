package org.backlot.clips.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The files that clip is given")
class InputFileTest {
    private static final String ISO = "00000018667479706d703432000000006d70343269736f6d";
    private static final String SRT = "1\n00:00:01,000 --> 00:00:02,000\nمرحبا\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "talk.mp4, " + ISO + ", video/mp4",
        "talk.MOV, " + ISO + ", video/quicktime",
        "without ending, " + ISO + ", video/mp4",
        "talk.webm, 1A45DFA3934282886D6174726F736B61, video/webm",
        "حديث.mkv, 1A45DFA3934282886D6174726F736B61, video/x-matroska",
    })
    @DisplayName("CLP-3: a film is known by its first bytes, whatever it is called")
    void film(String name, String start, String type) throws IOException {
        var file = Files.write(folder.resolve(name), HexFormat.of().parseHex(start));

        assertThat(InputFile.recording(file).type().value()).isEqualTo(type);
        assertThat(InputFile.recording(file).size()).isEqualTo(start.length() / 2);
    }

    @Test
    @DisplayName("CLP-3: what is missing, a folder, empty, too large or no film is refused before anything starts")
    void no_film() throws IOException {
        refused(folder.resolve("nowhere.mp4"), "There is no file");
        refused(folder, "is a folder");
        refused(Files.createFile(folder.resolve("empty.mp4")), "is empty");
        refused(Files.writeString(folder.resolve("text.mp4"), "This is no film."), "is no film");
        refused(Files.write(folder.resolve("still.mp4"), HexFormat.of().parseHex("89504E470D0A1A0A")), "is no film");
        var huge = folder.resolve("huge.mp4");
        try (var sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength((2L << 30) + 1);
        }
        refused(huge, "at most 2.0 GB");
    }

    @ParameterizedTest
    @CsvSource({
        "talk.srt, application/x-subrip, '" + SRT + "'",
        "talk.vtt, text/vtt, 'WEBVTT\n\n'",
        "talk.JSON, application/json, '[{\"word\":\"a\"}]'",
    })
    @DisplayName("CLP-4: captions are taken as SubRip, WebVTT and JSON")
    void captions(String name, String type, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text, UTF_8);

        assertThat(InputFile.captions(file).type().value()).isEqualTo(type);
    }

    @Test
    @DisplayName("CLP-4: captions of another kind, or of another kind than they are called, are refused")
    void no_captions() throws IOException {
        var ass = Files.writeString(folder.resolve("talk.ass"), "[Script Info]");
        var bare = Files.writeString(folder.resolve("talk"), SRT);
        var lying = Files.writeString(folder.resolve("talk.vtt"), SRT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputFile.captions(ass))
                .withMessageContaining("unknown kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputFile.captions(bare))
                .withMessageContaining("unknown kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputFile.captions(lying))
                .withMessageContaining("does not begin like a .vtt");
    }

    private static void refused(Path file, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputFile.recording(file))
                .withMessageContaining(why);
    }
}
