// Clients send their files to a real S3 here, with nothing but the links that the program signs.
package org.backlot.media.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.SignedLink;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.UploadedPart;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StorageSliceTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final MediaContentType MP4 = new MediaContentType("video/mp4");
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int PART = 5 << 20;

    private final S3Storage storage = StorageSlice.shared();
    private WorkspaceId house = new WorkspaceId(UUID.randomUUID());
    private WorkspaceStorage own = storage.of(house);
    private StorageKey key = StorageKey.of(house, "sources", "reel", "original");

    @TempDir
    Path temporary;

    @BeforeEach
    void another_house() {
        house = new WorkspaceId(UUID.randomUUID());
        own = storage.of(house);
        key = StorageKey.of(house, "sources", "reel", "original");
    }

    @Test
    @DisplayName(
            "MED-1: a file sent to its link lies in the storage with its type and size, and is never replaced by the link")
    void upload() throws Exception {
        var link = own.signPut(key, MP4, 10, VALID);

        assertThat(link.headers()).containsEntry("Content-Type", "video/mp4").containsEntry("If-None-Match", "*");
        assertThat(put(link, "first take").statusCode()).isEqualTo(200);
        assertThat(own.describe(key)).hasValueSatisfying(object -> {
            assertThat(object.size()).isEqualTo(10);
            assertThat(object.contentType()).isEqualTo("video/mp4");
            // MD5 of the content (RFC 1321).
            assertThat(object.checksum()).isEqualTo("ca7cedd083851bf8da6847b3b1aa07da");
        });
        assertThat(put(link, "other take").statusCode()).isEqualTo(412);
        assertThat(own.start(key, 5))
                .hasValueSatisfying(start -> assertThat(start).asString(UTF_8).isEqualTo("first"));
    }

    @Test
    @DisplayName(
            "MED-1: the storage refuses another length, another type, another name and another method than was signed")
    void not_as_signed() throws Exception {
        var link = own.signPut(key, MP4, 10, VALID);

        assertThat(put(link, "a longer take").statusCode()).isEqualTo(403);
        var html = request(link)
                .setHeader("Content-Type", "text/html")
                .PUT(HttpRequest.BodyPublishers.ofString("first take"));
        assertThat(send(html).statusCode()).isEqualTo(403);
        var elsewhere = URI.create(link.url().toString().replace("/sources/", "/clips/"));
        assertThat(put(new SignedLink("PUT", elsewhere, link.headers()), "first take")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(link.url()).GET()).statusCode()).isEqualTo(403);
        assertThat(own.describe(key)).isEmpty();
    }

    @Test
    @DisplayName("MED-1: a link that has expired opens nothing")
    void expired() throws Exception {
        own.put(key, "video/mp4", 10, new ByteArrayInputStream("first take".getBytes(UTF_8)));
        var link = own.signGet(key, "reel.mp4", Duration.ofSeconds(1));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> send(HttpRequest.newBuilder(link.url())).statusCode() == 403);
    }

    @Test
    @DisplayName("MED-1: a file in two parts is put together in order, once")
    void parts() throws Exception {
        var upload = own.beginParts(key, MP4);
        assertThat(own.parts(key, upload)).isEmpty();
        var second = own.signPart(key, upload, 2, 3, VALID);
        var first = own.signPart(key, upload, 1, PART, VALID);
        assertThat(put(second, "end").statusCode()).isEqualTo(200);
        assertThat(put(first, "too short").statusCode()).isEqualTo(403);
        assertThat(put(first, "a".repeat(PART)).statusCode()).isEqualTo(200);

        var arrived = own.parts(key, upload);
        assertThat(arrived).extracting(UploadedPart::number).containsExactly(1, 2);
        assertThat(arrived).extracting(UploadedPart::size).containsExactly((long) PART, 3L);
        assertThat(own.describe(key)).isEmpty();
        own.completeParts(key, upload, arrived);
        own.completeParts(key, upload, arrived);

        assertThat(own.describe(key)).hasValueSatisfying(object -> {
            assertThat(object.size()).isEqualTo(PART + 3L);
            assertThat(object.contentType()).isEqualTo("video/mp4");
        });
        assertThat(own.fetch(key, temporary.resolve("reel"))).isPresent();
        var bytes = Files.readAllBytes(temporary.resolve("reel"));
        assertThat(new String(Arrays.copyOfRange(bytes, PART, PART + 3), UTF_8)).isEqualTo("end");
    }

    @Test
    @DisplayName("MED-1: an upload in parts that is given up leaves nothing, also one that nobody remembers")
    void given_up() throws Exception {
        var upload = own.beginParts(key, MP4);
        assertThat(put(own.signPart(key, upload, 1, 3, VALID), "abc").statusCode())
                .isEqualTo(200);
        own.abortParts(key, upload);
        own.abortParts(key, upload);
        assertThat(own.parts(key, upload)).isEmpty();

        var forgotten = own.beginParts(key, MP4);
        assertThat(put(own.signPart(key, forgotten, 1, 3, VALID), "abc").statusCode())
                .isEqualTo(200);
        assertThat(storage.abortPartsBegunBefore(Instant.now().minusSeconds(3600)))
                .isZero();
        assertThat(storage.abortPartsBegunBefore(Instant.now().plusSeconds(3600)))
                .isPositive();
        assertThat(own.parts(key, forgotten)).isEmpty();
    }

    @Test
    @DisplayName("MED-5: a workspace sees its own objects only, and cannot name another's")
    void isolated() {
        own.put(key, "video/mp4", 4, new ByteArrayInputStream("reel".getBytes(UTF_8)));
        var stranger = new WorkspaceId(UUID.randomUUID());
        var theirs = storage.of(stranger);

        assertThat(own.list(StorageFolder.of(house)))
                .extracting(WorkspaceStorage.Listed::key)
                .containsExactly(key);
        assertThat(own.list(StorageFolder.of(house, "clips"))).isEmpty();
        assertThat(theirs.list(StorageFolder.of(stranger))).isEmpty();
        refusesKey(() -> theirs.describe(key));
        refusesKey(() -> theirs.open(key));
        refusesKey(() -> theirs.start(key, 10));
        refusesKey(() -> theirs.fetch(key, temporary.resolve("x")));
        refusesKey(() -> theirs.delete(key));
        refusesKey(() -> theirs.put(key, "video/mp4", 0, new ByteArrayInputStream(new byte[0])));
        refusesKey(() -> theirs.signGet(key, "x", VALID));
        refusesKey(() -> theirs.signPut(key, MP4, 1, VALID));
        refusesKey(() -> theirs.beginParts(key, MP4));
        refusesKey(() -> theirs.signPart(key, "x", 1, 1, VALID));
        refusesKey(() -> theirs.parts(key, "x"));
        refusesKey(() -> theirs.abortParts(key, "x"));
        refusesKey(() -> theirs.list(StorageFolder.of(house)));
        assertThat(own.describe(key)).isPresent();
    }

    @Test
    @DisplayName("MED-1: what is not there is not there: described, opened, read, deleted")
    void nothing() throws IOException {
        assertThat(own.describe(key)).isEmpty();
        assertThat(own.open(key)).isEmpty();
        assertThat(own.start(key, 10)).isEmpty();
        assertThat(own.fetch(key, temporary.resolve("x"))).isEmpty();
        own.delete(key);

        own.put(key, "video/mp4", 0, new ByteArrayInputStream(new byte[0]));
        assertThat(own.start(key, 10))
                .hasValueSatisfying(start -> assertThat(start).isEmpty());
        try (var content = own.open(key).orElseThrow()) {
            assertThat(content.read()).isEqualTo(-1);
        }
        own.delete(key);
        assertThat(own.describe(key)).isEmpty();
    }

    @Test
    @DisplayName(
            "MED-1: a download is called what its owner called it, in every script, and never becomes another header")
    void download() throws Exception {
        own.put(key, "video/mp4", 10, new ByteArrayInputStream("first take".getBytes(UTF_8)));
        var link = own.signGet(key, "مشهد \"1\"\r\nSet-Cookie: x=1 /etc/passwd.mp4", VALID);
        var answer = send(HttpRequest.newBuilder(link.url()));

        assertThat(answer.body()).isEqualTo("first take");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"____ _1_Set-Cookie: x=1 _etc_passwd.mp4\"; filename*=UTF-8''"
                        + "%D9%85%D8%B4%D9%87%D8%AF%20%221%22Set-Cookie%3A%20x%3D1%20_etc_passwd.mp4");
        assertThat(ContentDisposition.attachment("\r\n")).startsWith("attachment; filename=\"download\"");
    }

    @Test
    @DisplayName("MED-1: a storage that is away, or takes our keys for wrong, is UNAVAILABLE, and no key is told")
    void unavailable() {
        for (var broken : new S3Storage[] {StorageSlice.withWrongSecret(), StorageSlice.away()}) {
            try (broken) {
                assertThatThrownBy(
                                () -> broken.of(house).put(key, "video/mp4", 1, new ByteArrayInputStream(new byte[1])))
                        .isInstanceOfSatisfying(Rejection.class, rejection -> {
                            assertThat(rejection.code()).isEqualTo(CommonRejection.UNAVAILABLE);
                            assertThat(rejection.detail()).doesNotContain("secret");
                        });
            }
        }
    }

    private static void refusesKey(ThrowingCallable access) {
        assertThatThrownBy(access).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("workspace");
    }

    private static HttpResponse<String> put(SignedLink link, String content) throws Exception {
        return send(request(link).PUT(HttpRequest.BodyPublishers.ofString(content)));
    }

    private static HttpRequest.Builder request(SignedLink link) {
        var request = HttpRequest.newBuilder(link.url());
        link.headers().forEach(request::header);
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
