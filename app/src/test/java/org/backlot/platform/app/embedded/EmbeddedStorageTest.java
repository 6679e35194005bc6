// What people upload must outlive the program, and nobody may read it without the keys of its data folder.
package org.backlot.platform.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.backlot.media.api.StorageKey;
import org.backlot.media.app.StorageSlice;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStorageTest {
    private static final WorkspaceId HOUSE = new WorkspaceId(UUID.fromString("0198c0de-0000-7000-8000-000000000001"));
    private static final StorageKey KEY = StorageKey.of(HOUSE, "sources", "reel", "original");

    @TempDir
    Path temporary;

    @Test
    @DisplayName("MED-1: after a restart files and keys are the same")
    void outlives_the_program() throws IOException {
        var file = Files.writeString(temporary.resolve("reel"), "first take");
        StorageAddress before;
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            try (var storage = EmbeddedStorage.start(data, 0)) {
                before = storage.address();
                try (var client = StorageSlice.at(before)) {
                    client.of(HOUSE).put(KEY, "video/mp4", file);
                }
            }
            try (var storage = EmbeddedStorage.start(data, 0)) {
                assertThat(storage.address().accessKey()).isEqualTo(before.accessKey());
                assertThat(storage.address().secretKey()).isEqualTo(before.secretKey());
                try (var client = StorageSlice.at(storage.address())) {
                    assertThat(client.of(HOUSE).describe(KEY))
                            .hasValueSatisfying(
                                    object -> assertThat(object.contentType()).isEqualTo("video/mp4"));
                    assertThat(client.of(HOUSE).start(KEY, 100))
                            .hasValueSatisfying(
                                    start -> assertThat(start).asString(UTF_8).isEqualTo("first take"));
                }
            }
        }
        try (var other = DataFolder.open(temporary.resolve("other"));
                var storage = EmbeddedStorage.start(other, 0)) {
            assertThat(storage.address().secretKey()).isNotEqualTo(before.secretKey());
        }
    }

    @Test
    @DisplayName("MED-5: without the keys nothing is answered, the keys are their owner's alone, and are never printed")
    void behind_keys() throws Exception {
        try (var data = DataFolder.open(temporary.resolve("data"));
                var storage = EmbeddedStorage.start(data, 0);
                var http = HttpClient.newHttpClient()) {
            var address = storage.address();
            assertThat(address.endpoint().getHost()).isEqualTo("127.0.0.1");
            var file = Files.writeString(temporary.resolve("reel"), "first take");
            try (var client = StorageSlice.at(address)) {
                client.of(HOUSE).put(KEY, "video/mp4", file);
            }
            for (var path : new String[] {"/", "/backlot", "/backlot?uploads", "/backlot?acl", "/backlot/" + KEY}) {
                for (var method : new String[] {"GET", "HEAD", "PUT", "POST", "DELETE"}) {
                    var answer = http.send(
                            HttpRequest.newBuilder(address.endpoint().resolve(path))
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).as(method + " " + path).isGreaterThanOrEqualTo(400);
                    assertThat(answer.body()).doesNotContain("first take", KEY.value() + "</Key>");
                }
            }
            try (var client = StorageSlice.at(address)) {
                assertThat(client.of(HOUSE).describe(KEY)).isPresent();
            }
            assertThat(address.toString()).doesNotContain(address.secretKey()).doesNotContain(address.accessKey());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.path().resolve("storage/secret-key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @DisplayName("PLT-6: a port that is taken is named")
    void port_taken() throws IOException {
        try (var data = DataFolder.open(temporary.resolve("data"));
                var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.LOOPBACK))) {
            assertThatThrownBy(() -> EmbeddedStorage.start(data, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServiceFailed.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }
}
