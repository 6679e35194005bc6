// Two programs on one folder, or a database in somebody's home, are the mistakes that cannot be undone.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    @DisplayName("PLT-6: a data folder is made where it is missing, for its owner's eyes only")
    void is_made() throws IOException {
        try (var data = DataFolder.open(temporary.resolve("a/new folder"))) {
            assertThat(data.path()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                    .isEqualTo("rwx------");
            assertThat(data.subfolder("edl")).isDirectory().hasParent(data.path());
        }
    }

    @Test
    @DisplayName("PLT-6: a data folder in use is refused, and free again once it was closed")
    void in_use_here() {
        var folder = temporary.resolve("data");
        try (var first = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessageContaining(first.path().toString())
                    .hasMessageContaining("used by another running Backlot");
        }
        DataFolder.open(folder).close();
    }

    @Test
    @DisplayName("PLT-6: a link to a data folder in use is refused as the folder itself is")
    void in_use_by_another_name() throws IOException {
        var link = temporary.resolve("link");
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            Files.createSymbolicLink(link, data.path());
            assertThatThrownBy(() -> DataFolder.open(link)).isInstanceOf(DataFolderRefused.class);
        }
    }

    @Test
    @DisplayName(
            "PLT-6: a data folder that another live Backlot uses is refused, naming its process, until that is killed")
    void in_use_elsewhere() throws IOException {
        var folder = temporary.resolve("data");
        try (var other = TestServices.run(HoldsDataFolder.class, folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessageContaining("process " + other.process().pid());
            // Being refused must not have taken the lock from who holds it.
            assertThatThrownBy(() -> DataFolder.open(folder)).isInstanceOf(DataFolderRefused.class);
            other.kill();
            DataFolder.open(folder).close();
        }
    }

    @Test
    @DisplayName("PLT-6: a folder with other people's files is refused and left as it was")
    void strangers_files() throws IOException {
        Files.writeString(temporary.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> DataFolder.open(temporary))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessageContaining("thesis.txt");
        assertThat(temporary).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    @DisplayName("PLT-6: a freshly made disk counts as an empty folder")
    void fresh_disk() throws IOException {
        Files.createDirectory(temporary.resolve("lost+found"));
        DataFolder.open(temporary).close();
    }

    @Test
    @DisplayName("PLT-6: a file, the root of the file system and a place below a file are refused")
    void nonsense() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file)).isInstanceOf(DataFolderRefused.class);
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below"))).isInstanceOf(DataFolderRefused.class);
        assertThatThrownBy(() -> DataFolder.open(Path.of("/"))).isInstanceOf(DataFolderRefused.class);
    }
}
