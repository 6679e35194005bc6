package org.backlot.platform.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("backlot clip, asked for what cannot be done")
class ClipCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void a_film() throws IOException {
        Files.write(
                folder.resolve("talk.mp4"),
                HexFormat.of().parseHex("00000018667479706d703432000000006d70343269736f6d"));
    }

    @Test
    @DisplayName("CLP-3 CLP-7: every mistake is named in one line, and nothing has been started")
    void refused() throws IOException {
        assertThat(said("nowhere.mp4")).contains("There is no file").contains("nowhere.mp4");
        assertThat(said("talk.mp4", "--captions", folder.resolve("talk.mp4").toString()))
                .contains("unknown kind");
        assertThat(said("talk.mp4", "--clips", "31")).contains("--clips must be 1 to 30");
        assertThat(said("talk.mp4", "--min", "60", "--max", "30")).contains("--min not above --max");
        assertThat(said("talk.mp4", "--aspect", "2:1")).contains("--aspect must be 9:16");
        assertThat(said("talk.mp4", "--style", "shouting")).contains("--style must be highlight_word");
        assertThat(said("talk.mp4", "--out", folder.resolve("talk.mp4").toString()))
                .contains("Choose a folder");

        assertThat(folder.resolve("data")).doesNotExist();
    }

    private String said(String file, String... more) {
        var errors = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            var arguments = Stream.concat(
                    Stream.of(
                            "clip",
                            folder.resolve(file).toString(),
                            "--data",
                            folder.resolve("data").toString()),
                    Stream.of(more));
            int status = BacklotCommand.run(new PrintWriter(new StringWriter()), arguments.toArray(String[]::new));
            assertThat(status).isEqualTo(1);
        } finally {
            System.setErr(before);
        }
        var said = errors.toString(StandardCharsets.UTF_8);
        assertThat(said.lines()).hasSize(1);
        return said;
    }
}
