package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.ScanResult;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.MediaAssetId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A job is made of an upload")
class JobSourceTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] FILM =
            Arrays.copyOf(HexFormat.of().parseHex("00000018667479706d703432000000006d70343269736f6d"), 500);

    @Test
    @DisplayName("CLP-3 MED-2: by key or by id; that nobody scanned it for viruses is no obstacle, and is shown")
    void taken() throws Exception {
        var editor = BACKLOT.somebody("production");
        var upload = uploads(editor).confirmed("talk.mp4", "video/mp4", FILM);
        var words = uploads(editor)
                .confirmed(
                        "talk.srt", "application/x-subrip", "1\n00:00:01,000 --> 00:00:02,000\nGo\n".getBytes(UTF_8));

        for (var body : new ObjectNode[] {
            wanted().put("sourceFileKey", upload.path("fileKey").asString()),
            wanted().put("sourceAssetId", upload.path("assetId").asString())
                    .put("captionsFileKey", words.path("fileKey").asString())
        }) {
            var job = editor.api()
                    .post("/api/v1/jobs", body)
                    .expectSuccess()
                    .json()
                    .path("jobId")
                    .asString();
            var detail = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> editor.api()
                                    .get("/api/v1/jobs/" + job)
                                    .expectSuccess()
                                    .json(),
                            shown -> shown.path("upload")
                                    .path("scan")
                                    .asString("")
                                    .equals("NOT_SCANNED"));
            assertThat(detail.path("job").path("sourceFileKey").asString())
                    .isEqualTo(upload.path("fileKey").asString());
            assertThat(detail.path("upload").path("assetId").asString())
                    .isEqualTo(upload.path("assetId").asString());
            assertThat(detail.path("upload").path("status").asString()).isEqualTo("UPLOADED");
            assertThat(detail.path("upload").path("scanReason").asString()).isEqualTo("no virus scanner is configured");
            editor.api().delete("/api/v1/jobs/" + job + "?reason=over").expectSuccess();
        }
    }

    @Test
    @DisplayName("CLP-3 MED-2: what has not arrived, was found infected or given up makes no job, and takes no place")
    void refused() throws Exception {
        var editor = BACKLOT.somebody("production");
        var arrived = uploads(editor).sent("talk.mp4", "video/mp4", FILM);
        refused(editor, arrived, "UPLOAD_NOT_CONFIRMED");

        var infected = uploads(editor).confirmed("talk.mp4", "video/mp4", FILM);
        BACKLOT.running()
                .context()
                .getBean(CommandGateway.class)
                .sendAndWait(new RecordScan(
                        MediaAssetId.parse(infected.path("assetId").asString()),
                        ScanResult.infected("Eicar-Signature")));
        var refusal = editor.api()
                .post(
                        "/api/v1/jobs",
                        wanted().put("sourceFileKey", infected.path("fileKey").asString()))
                .expectRefusal("ASSET_REFUSED");
        assertThat(refusal.json().path("refusal").asString()).isEqualTo("INFECTED");
        assertThat(refusal.json().path("field").asString()).isEqualTo("sourceFileKey");
        editor.api()
                .post(
                        "/api/v1/jobs",
                        wanted().put("sourceUrl", "https://youtu.be/a")
                                .put("sourceAssetId", infected.path("assetId").asString()))
                .expectRefusal("FIELD_REQUIRED");

        var film = uploads(editor).confirmed("talk.mp4", "video/mp4", FILM);
        editor.api()
                .post(
                        "/api/v1/jobs",
                        wanted().put("sourceFileKey", film.path("fileKey").asString())
                                .put("captionsFileKey", infected.path("fileKey").asString()))
                .expectRefusal("ASSET_REFUSED");
        editor.api().delete("/api/v1/upload/" + film.path("assetId").asString()).expectSuccess();
        refused(editor, film, "NOT_FOUND");
        assertThat(editor.api().get("/api/v1/jobs").json().path("total").asInt())
                .isZero();
    }

    @Test
    @DisplayName("MED-5 CLP-3: an upload of another workspace is none, by whichever of its names")
    void isolated() throws Exception {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("production");
        var film = uploads(stranger).confirmed("talk.mp4", "video/mp4", FILM);
        refused(editor, film, "SOURCE_KEY_REFUSED");
        var own = editor.workspaceId() + "/sources/";
        for (var key : new String[] {
            own + film.path("assetId").asString() + "/original",
            own + UUID.randomUUID() + "/original",
            own + "talk/original",
            own + "../../" + stranger.workspaceId(),
            ""
        }) {
            editor.api()
                    .post("/api/v1/jobs", wanted().put("sourceFileKey", key))
                    .expectRefusal("SOURCE_KEY_REFUSED");
        }
    }

    private static void refused(Person editor, JsonNode upload, String code) {
        editor.api()
                .post(
                        "/api/v1/jobs",
                        wanted().put("sourceFileKey", upload.path("fileKey").asString()))
                .expectRefusal(code);
        editor.api()
                .post(
                        "/api/v1/jobs",
                        wanted().put("sourceAssetId", upload.path("assetId").asString()))
                .expectRefusal(code);
    }

    private static Uploads uploads(Person person) {
        return new Uploads(BACKLOT.http(), person);
    }

    private static ObjectNode wanted() {
        return ApiClient.object().put("mode", "vod");
    }
}
