// Unpacking happens once on a machine, so its mistakes would stay there: it is all or nothing, and finds another place.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path temporary;

    @Test
    @DisplayName(
            "PLT-6: programs are unpacked once, whoever asks at the same time, and what a kill left half-done is replaced")
    void once() throws IOException {
        var elsewhere = temporary.resolve("elsewhere");
        var name = elsewhere.relativize(Programs.in(elsewhere).redis()).getName(0);
        var place = temporary.resolve("cache");
        Files.writeString(Files.createDirectories(place.resolve(name + ".part")).resolve("redis-server"), "half");

        var found = Stream.generate(() -> Programs.in(place))
                .limit(8)
                .parallel()
                .map(Programs::redis)
                .distinct()
                .toList();

        assertThat(found).singleElement().satisfies(file -> assertThat(file).isExecutable());
        assertThat(Files.size(found.getFirst())).isGreaterThan(1_000_000);
        assertThat(place.resolve(name + ".part")).doesNotExist();
        var asItWas = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
        Files.setLastModifiedTime(found.getFirst(), asItWas);
        assertThat(Files.getLastModifiedTime(Programs.in(place).redis())).isEqualTo(asItWas);
    }

    @Test
    @DisplayName("PLT-6: where the cache cannot be used, programs are unpacked into the data folder")
    void another_place() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "");
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            var programs = Programs.standard(
                    Map.of("BACKLOT_CACHE", file.resolve("below").toString(), "HOME", "relative"), data);
            assertThat(programs.redis()).isExecutable().startsWith(data.path());
            assertThat(programs.folder()).as("where others unpack theirs").startsWith(data.path());
        }
        assertThatThrownBy(() -> Programs.in(file.resolve("below")).redis())
                .isInstanceOf(EmbeddedServiceFailed.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    @DisplayName("PLT-6: the kinds of machine we bring programs for are known by their names in Java")
    void machines() {
        assertThat(Machine.of("Linux", "amd64")).contains(Machine.LINUX_X86);
        assertThat(Machine.of("Linux", "aarch64")).contains(Machine.LINUX_ARM);
        assertThat(Machine.of("Mac OS X", "aarch64")).contains(Machine.MAC_ARM);
        assertThat(Machine.of("Mac OS X", "x86_64")).contains(Machine.MAC_X86);
        assertThat(Machine.of("Windows 11", "amd64")).isEmpty();
        assertThat(Machine.of("Linux", "riscv64")).isEmpty();
    }

    @Test
    @DisplayName("PLT-6: a Redis is brought for every kind of machine we know")
    void redis_everywhere() {
        assertThat(Machine.values())
                .allSatisfy(machine ->
                        assertThat(PackedProgram.find("redis", machine.redis())).isPresent());
    }
}
