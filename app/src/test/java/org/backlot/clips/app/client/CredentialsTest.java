package org.backlot.clips.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.backlot.identity.api.EmailAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The account of the clip command")
class CredentialsTest {
    @TempDir
    Path data;

    @Test
    @DisplayName("IDN-2: it is made once, kept for its owner alone, and taken again the next time")
    void kept() throws IOException {
        var first = Credentials.keptIn(data, "Noura Al-Saud نورة");

        assertThat(Credentials.keptIn(data, "somebody else")).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(data.resolve(Credentials.FILE)))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(new EmailAddress(first.email()).value())
                .isEqualTo(first.email())
                .startsWith("noura-al-saud.");
        assertThat(first.toString()).doesNotContain(first.password());
    }

    @Test
    @DisplayName("IDN-2: a damaged file is not replaced, for nobody else knows the password")
    void damaged() throws IOException {
        var file = Files.writeString(data.resolve(Credentials.FILE), "{\"email\":");

        assertThatExceptionOfType(ClipFailed.class).isThrownBy(() -> Credentials.keptIn(data, "noura"));
        assertThat(file).hasContent("{\"email\":");
    }

    @Test
    @DisplayName("IDN-2: whoever has an account names it by the environment, wholly or not at all")
    void own() {
        assertThat(Credentials.in(Map.of("BACKLOT_EMAIL", "a@b.example", "BACKLOT_PASSWORD", "secret")))
                .contains(new Credentials("a@b.example", "secret"));
        assertThat(Credentials.in(Map.of("BACKLOT_EMAIL", "a@b.example"))).isEmpty();
    }
}
