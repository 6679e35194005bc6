package org.backlot.clips.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backlot.clips.api.ClipFileName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder that clips go to")
class OutFolderTest {
    private static final ClipFileName REEL = new ClipFileName(1, "The Reel");

    @TempDir
    Path folder;

    @Test
    @DisplayName("CLP-7: it is made where it is missing, and left without a trace of the trial")
    void made() throws IOException {
        var out = OutFolder.at(folder.resolve("clips/of today"));

        assertThat(out.path()).isEmptyDirectory();
    }

    @Test
    @DisplayName("CLP-7: a file, and a folder under a file, are refused")
    void not_writable() throws IOException {
        var file = Files.createFile(folder.resolve("clips"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutFolder.at(file))
                .withMessageContaining("it is a file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutFolder.at(file.resolve("today")))
                .withMessageContaining("cannot be written");
    }

    @Test
    @DisplayName("CLP-7: what is there is never overwritten: all files of the clip get the next number together")
    void never_overwrites() throws IOException {
        var out = OutFolder.at(folder);
        Files.writeString(folder.resolve("1-the-reel.srt"), "of yesterday");
        // A link that leads nowhere is there too.
        Files.createSymbolicLink(folder.resolve("1-the-reel-2.mp4"), folder.resolve("nowhere"));

        int copy = out.freeCopy(REEL, List.of("mp4", "srt"));

        assertThat(copy).isEqualTo(3);
        var fetched = out.unfinished();
        Files.writeString(fetched, "of today");
        assertThat(out.named(fetched, REEL.with("srt", copy)))
                .hasContent("of today")
                .hasFileName("1-the-reel-3.srt");
        assertThat(folder.resolve("1-the-reel.srt")).hasContent("of yesterday");
        var late = out.unfinished();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> out.named(late, "1-the-reel-3.srt"));
    }
}
