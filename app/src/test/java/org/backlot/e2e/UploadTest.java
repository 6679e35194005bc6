package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.log.app.Rebuilds;
import org.backlot.media.api.DifferenceHash;
import org.backlot.media.api.FileName;
import org.backlot.media.api.MediaCommand.RecordFingerprint;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.MediaCommand.RequestUpload;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.ScanResult;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A file goes from a client to the storage")
class UploadTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PART = 64 << 20;
    private static final byte[] MP4_START = HexFormat.of().parseHex("00000018667479706d703432000000006d70343269736f6d");
    private static Person editor = Person.unknown();
    private static Person stranger = Person.unknown();

    @BeforeAll
    static void two_houses() {
        editor = BACKLOT.somebody("production");
        stranger = BACKLOT.somebody("vendor");
    }

    @Test
    @DisplayName("MED-1 MED-2: sent to its link and confirmed a file is UPLOADED; without a scanner it is NOT_SCANNED")
    void uploaded() throws Exception {
        var film = film(2000);
        var promised = presign("Noura's reel \"final\" مشهد.mp4", "video/mp4", film.length);
        var asset = promised.path("assetId").asString();
        assertThat(promised.path("fileKey").asString())
                .isEqualTo(editor.workspaceId() + "/sources/" + asset + "/original");
        assertThat(state(asset).path("status").asString()).isEqualTo("REQUESTED");
        editor.api().post("/api/v1/upload/confirm", id(asset)).expectRefusal("UPLOAD_MISSING");

        assertThat(send(promised, film).statusCode()).isEqualTo(200);
        var confirmed = editor.api()
                .post("/api/v1/upload/confirm", id(asset))
                .expectSuccess()
                .json();

        assertThat(confirmed.path("status").asString()).isEqualTo("UPLOADED");
        editor.api().post("/api/v1/upload/confirm", id(asset)).expectSuccess();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> state(asset).path("scan").asString("").equals("NOT_SCANNED"));
        var state = state(asset);
        assertThat(state.path("scanReason").asString()).isEqualTo("no virus scanner is configured");
        assertThat(state.path("fileName").asString()).isEqualTo("Noura's reel \"final\" مشهد.mp4");
        assertThat(state.path("size").asLong()).isEqualTo(film.length);
        // The link still works for minutes, but not to exchange what was looked at.
        assertThat(send(promised, film).statusCode()).isEqualTo(412);
    }

    @Test
    @DisplayName("MED-1: text named .mp4 is refused, and stays refused")
    void text_named_film() throws Exception {
        var text = "This is no film, whatever it is called.".getBytes(UTF_8);
        var promised = presign("film.mp4", "video/mp4", text.length);
        send(promised, text);
        var asset = promised.path("assetId").asString();

        var refusal = editor.api().post("/api/v1/upload/confirm", id(asset)).expectRefusal("UPLOAD_CONTENT_WRONG");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.json().path("looksLike").asString()).isEqualTo("UNKNOWN");
        assertThat(state(asset).path("status").asString()).isEqualTo("REQUESTED");
    }

    @Test
    @DisplayName("MED-1: what is too large, empty or of another kind gets no link")
    void not_taken() {
        refused(body("film.mp4", "video/mp4", (2L << 30) + 1), "UPLOAD_TOO_LARGE");
        refused(body("film.mp4", "video/mp4", 0), "UPLOAD_EMPTY");
        refused(body("page.html", "text/html", 10), "FIELD_INVALID");
        refused(body("film.mp4", "video/mp4\r\nx: y", 10), "FIELD_INVALID");
        refused(body("a\nb.mp4", "video/mp4", 10), "FIELD_INVALID");
        refused(body("film.mp4", "video/mp4", 10).put("workspaceId", stranger.workspaceId()), "NOT_FOUND");
    }

    @Test
    @DisplayName("MED-1: a larger file goes in parts; what is missing is named, and the last part completes it")
    void in_parts() throws Exception {
        var film = film(PART + 1000);
        var promised = presign("long.mp4", "video/mp4", film.length);
        var asset = promised.path("assetId").asString();
        assertThat(promised.has("url") && !promised.path("url").isNull()).isFalse();
        assertThat(promised.path("parts")).hasSize(2);

        sendPart(promised.path("parts").get(1), film);
        var incomplete = editor.api().post("/api/v1/upload/confirm", id(asset)).expectRefusal("UPLOAD_INCOMPLETE");
        assertThat(incomplete.json().path("missingParts").toString()).isEqualTo("[1]");
        sendPart(promised.path("parts").get(0), film);

        var confirmed = editor.api()
                .post("/api/v1/upload/confirm", id(asset))
                .expectSuccess()
                .json();
        assertThat(confirmed.path("size").asLong()).isEqualTo(film.length);
        editor.api().delete("/api/v1/upload/" + asset).expectSuccess();
        gone(new StorageKey(promised.path("fileKey").asString()));
    }

    @Test
    @DisplayName("MED-1: one Idempotency-Key gives one upload, and leaves no parts of another behind")
    void one_key_one_upload() {
        var key = UUID.randomUUID().toString();
        var body = body("long.mp4", "video/mp4", PART + 1000L);
        var first = editor.api()
                .post("/api/v1/upload/presign", body, key)
                .expectSuccess()
                .json();
        var again = editor.api()
                .post("/api/v1/upload/presign", body, key)
                .expectSuccess()
                .json();

        assertThat(again).isEqualTo(first);
        editor.api()
                .delete("/api/v1/upload/" + first.path("assetId").asString())
                .expectSuccess();
        editor.api()
                .post("/api/v1/upload/confirm", id(first.path("assetId").asString()))
                .expectRefusal("NOT_FOUND");
    }

    @Test
    @DisplayName("MED-5: an upload of another workspace does not exist: neither read, confirmed nor deleted")
    void isolated() throws Exception {
        var film = film(100);
        var promised = presign("film.mp4", "video/mp4", film.length);
        var asset = promised.path("assetId").asString();
        send(promised, film);

        stranger.api().hasSeen(editor.api().position());
        stranger.api().get("/api/v1/upload/" + asset).expectRefusal("NOT_FOUND");
        stranger.api().get("/api/v1/upload/" + asset + "/duplicates").expectRefusal("NOT_FOUND");
        stranger.api().post("/api/v1/upload/confirm", id(asset)).expectRefusal("NOT_FOUND");
        stranger.api().delete("/api/v1/upload/" + asset).expectRefusal("NOT_FOUND");
        editor.api().post("/api/v1/upload/confirm", id(asset)).expectSuccess();
    }

    @Test
    @DisplayName("MED-1: an upload that nobody confirms expires by its deadline, and its file is removed")
    void expires() throws Exception {
        var asset = new MediaAssetId(UUID.randomUUID());
        var workspace = WorkspaceId.parse(editor.workspaceId());
        var key = StorageKey.source(workspace, asset);
        var film = film(100);
        commands()
                .sendAndWait(new RequestUpload(
                        asset,
                        workspace,
                        AccountId.parse(editor.accountId()),
                        Personal.of(new FileName("late.mp4")),
                        new MediaContentType("video/mp4"),
                        film.length,
                        null,
                        Instant.now().plus(Duration.ofSeconds(2))));
        storage().of(workspace).put(key, "video/mp4", film.length, new ByteArrayInputStream(film));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> editor.api()
                        .get("/api/v1/upload/" + asset)
                        .json()
                        .path("status")
                        .asString("")
                        .equals("EXPIRED"));
        gone(key);
        editor.api().post("/api/v1/upload/confirm", id(asset.toString())).expectRefusal("UPLOAD_EXPIRED");
    }

    @Test
    @DisplayName("MED-2: an infected file is refused, and removed from the storage")
    void infected() throws Exception {
        var asset = confirmed(film(100));
        var key = new StorageKey(state(asset).path("fileKey").asString());
        commands().sendAndWait(new RecordScan(MediaAssetId.parse(asset), ScanResult.infected("Eicar-Signature")));

        gone(key);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> state(asset).path("refusal").asString("").equals("INFECTED"));
        editor.api().post("/api/v1/upload/confirm", id(asset)).expectRefusal("ASSET_REFUSED");
    }

    @Test
    @DisplayName(
            "MED-2: files that look alike are found within the workspace, the most alike first; the view is the log's")
    void duplicates() throws Exception {
        var one = confirmed(film(100));
        var near = confirmed(film(200));
        var same = confirmed(film(300));
        var other = confirmed(film(400));
        editor.api().get("/api/v1/upload/" + one + "/duplicates").expectRefusal("NO_FINGERPRINT");
        looksLike(one, "f0f0f0f0f0f0f0f0");
        looksLike(near, "f0f0f0f0f0f0f0f3");
        looksLike(same, "f0f0f0f0f0f0f0f0");
        looksLike(other, "0f0f0f0f0f0f0f0f");

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !state(other).path("differenceHash").asString("").isEmpty());
        var found = editor.api()
                .get("/api/v1/upload/" + one + "/duplicates")
                .expectSuccess()
                .json()
                .path("data");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).path("assetId").asString()).isEqualTo(same);
        assertThat(found.get(0).path("distance").asInt()).isZero();
        assertThat(found.get(1).path("assetId").asString()).isEqualTo(near);
        assertThat(found.get(1).path("distance").asInt()).isEqualTo(2);
        editor.api().get("/api/v1/upload/" + one + "/duplicates?distance=65").expectRefusal("PARAMETER_INVALID");
        assertThat(BACKLOT.running()
                        .context()
                        .getBean(Rebuilds.class)
                        .compare("media")
                        .differences())
                .isEmpty();
    }

    private static void looksLike(String asset, String hash) {
        commands().sendAndWait(new RecordFingerprint(MediaAssetId.parse(asset), DifferenceHash.parse(hash)));
    }

    private static String confirmed(byte[] film) throws Exception {
        return uploads()
                .confirmed("film.mp4", "video/mp4", film)
                .path("assetId")
                .asString();
    }

    private static void gone(StorageKey key) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> storage().of(key.workspace()).describe(key).isEmpty());
    }

    private static JsonNode presign(String name, String type, long size) {
        return uploads().ask(name, type, size).expectSuccess().json();
    }

    private static void refused(JsonNode body, String code) {
        editor.api().post("/api/v1/upload/presign", body).expectRefusal(code);
    }

    private static ObjectNode body(String name, String type, long size) {
        return Uploads.wanted(name, type, size);
    }

    private static Uploads uploads() {
        return new Uploads(BACKLOT.http(), editor);
    }

    private static JsonNode id(String asset) {
        return ApiClient.object().put("assetId", asset);
    }

    private static JsonNode state(String asset) {
        return editor.api().get("/api/v1/upload/" + asset).expectSuccess().json();
    }

    private static HttpResponse<String> send(JsonNode promised, byte[] content) throws Exception {
        return uploads().send(promised, content);
    }

    private static void sendPart(JsonNode part, byte[] file) throws Exception {
        int offset = part.path("offset").asInt();
        var content =
                Arrays.copyOfRange(file, offset, offset + part.path("size").asInt());
        var answer = put(HttpRequest.newBuilder(URI.create(part.path("url").asString())), content);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> put(HttpRequest.Builder request, byte[] content)
            throws IOException, InterruptedException {
        return BACKLOT.http()
                .send(request.PUT(BodyPublishers.ofByteArray(content)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As much of a film as is looked at: it begins like one. */
    private static byte[] film(int size) {
        return Arrays.copyOf(MP4_START, size);
    }

    private static CommandGateway commands() {
        return BACKLOT.running().context().getBean(CommandGateway.class);
    }

    private static ObjectStorage storage() {
        return BACKLOT.running().context().getBean(ObjectStorage.class);
    }
}
