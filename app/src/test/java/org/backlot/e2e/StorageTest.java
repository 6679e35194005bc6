// What a workspace keeps in the storage, over HTTP and on the embedded storage: how much it may be, and what is
// removed.
// The workers are played: their results come in as the commands that they send.
package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepUsage;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.JobId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The storage of a workspace")
class StorageTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final String FILM = "video/mp4";
    private static final long GIGABYTE = 1L << 30;

    @Test
    @DisplayName(
            "MED-5 CLP-11: holds what the plan allows: of many who want its last two gigabytes at one moment one gets them; what is given up is free again")
    void bounded() throws Exception {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("production");
        var promised = new ArrayList<JsonNode>();
        for (int i = 0; i < 4; i++) {
            promised.add(uploads(editor)
                    .ask("reel.mp4", FILM, 2 * GIGABYTE)
                    .expectSuccess()
                    .json());
        }
        assertThat(storage(editor).path("promisedBytes").asLong()).isEqualTo(8 * GIGABYTE);

        var answers = atOnce(6, () -> uploads(editor).ask("last.mp4", FILM, 2 * GIGABYTE));

        assertThat(answers.stream().filter(answer -> answer.code().isEmpty())).hasSize(1);
        var refusals =
                answers.stream().filter(answer -> answer.code().isPresent()).toList();
        assertThat(refusals).hasSize(5).allSatisfy(refusal -> {
            assertThat(refusal.status()).isEqualTo(429);
            var problem = refusal.expectRefusal("STORAGE_QUOTA_EXCEEDED").json();
            assertThat(problem.path("resource").asString()).isEqualTo("storageBytes");
            assertThat(problem.path("limit").asLong()).isEqualTo(10 * GIGABYTE);
            assertThat(problem.path("used").asLong()).isZero();
            assertThat(problem.path("promised").asLong()).isEqualTo(10 * GIGABYTE);
            assertThat(problem.path("wanted").asLong()).isEqualTo(2 * GIGABYTE);
            assertThat(problem.path("field").asString()).isEqualTo("size");
        });
        editor.api().post("/api/v1/jobs", wanted("https://youtu.be/none")).expectRefusal("STORAGE_QUOTA_EXCEEDED");
        assertThat(editor.api().get("/api/v1/jobs").json().path("total").asInt())
                .isZero();

        // Another house has its own.
        uploads(stranger).ask("reel.mp4", FILM, 2 * GIGABYTE).expectSuccess();
        stranger.api().get(standing(editor)).expectRefusal("NOT_FOUND");

        editor.api()
                .delete("/api/v1/upload/" + promised.getFirst().path("assetId").asString())
                .expectSuccess();
        assertThat(storage(editor).path("promisedBytes").asLong()).isEqualTo(8 * GIGABYTE);
        uploads(editor).ask("reel.mp4", FILM, 2 * GIGABYTE).expectSuccess();
    }

    @Test
    @DisplayName(
            "MED-5 CLP-11: counts what has arrived and what steps have written, each shared folder once; the sums are the log's")
    void counted() throws Exception {
        var editor = BACKLOT.somebody("production");
        var upload = uploads(editor).confirmed("reel.mp4", FILM, film(2_000));
        assertThat(storage(editor).path("uploadBytes").asLong()).isEqualTo(2_000);
        assertThat(storage(editor).path("promisedBytes").asLong()).isZero();
        var first = created(editor, cutOf(upload));
        var second = created(editor, cutOf(upload));
        var facts = editor.workspaceId() + "/analysis/" + "a".repeat(64) + "/facts-1.json";

        ingested(first, upload, facts, 700);
        ingested(second, upload, facts, 700);

        var standing = storage(editor);
        assertThat(standing.path("workBytes").asLong()).isEqualTo(700);
        assertThat(standing.path("usedBytes").asLong()).isEqualTo(2_700);
        assertThat(standing.path("allowedBytes").asLong()).isEqualTo(10 * GIGABYTE);

        done(first, StepKind.AUDIO_EXTRACT, List.of(), 10 * GIGABYTE);
        uploads(editor).ask("more.mp4", FILM, 1).expectRefusal("STORAGE_QUOTA_EXCEEDED");
        // The job that passes the line is still done.
        done(first, StepKind.SCENE_DETECT, List.of(), 5);
        editor.api()
                .delete("/api/v1/upload/" + upload.path("assetId").asString())
                .expectSuccess();
        assertThat(storage(editor).path("uploadBytes").asLong()).isZero();
        for (var job : List.of(first, second)) {
            editor.api().delete("/api/v1/jobs/" + job + "?reason=over").expectSuccess();
        }
        equalsItsReplay();
    }

    private static void equalsItsReplay() {
        assertThat(BACKLOT.running()
                        .context()
                        .getBean(Rebuilds.class)
                        .compare("storage")
                        .differences())
                .isEmpty();
    }

    private static <T> List<T> atOnce(int many, Callable<T> what) throws Exception {
        try (var people = Executors.newFixedThreadPool(many)) {
            var all = new ArrayList<T>();
            for (var answer : people.invokeAll(
                    IntStream.range(0, many).mapToObj(_ -> what).toList())) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static void ingested(String job, JsonNode upload, String facts, long bytes) {
        done(
                job,
                StepKind.INGEST,
                List.of(new StepFile("source", upload.path("fileKey").asString()), new StepFile("facts", facts)),
                bytes);
    }

    /** What a worker says at the end of a step's first attempt. */
    private static void done(String job, StepKind kind, List<StepFile> outputs, long bytes) {
        var id = JobId.parse(job);
        commands()
                .sendAndWait(new RecordStepCompleted(
                        id,
                        kind.idIn(id, null),
                        1,
                        outputs,
                        List.of(new StepFact(StepFact.DURATION, "300000")),
                        new StepUsage(1_000, bytes),
                        List.of()));
    }

    private static String created(Person editor, JsonNode body) {
        return editor.api()
                .post("/api/v1/jobs", body)
                .expectSuccess()
                .json()
                .path("jobId")
                .asString();
    }

    private static JsonNode wanted(String url) {
        return ApiClient.object().put("mode", "vod").put("sourceUrl", url);
    }

    private static JsonNode cutOf(JsonNode upload) {
        return ApiClient.object()
                .put("mode", "vod")
                .put("sourceFileKey", upload.path("fileKey").asString());
    }

    private static String standing(Person person) {
        return "/api/v1/workspaces/" + person.workspaceId() + "/storage";
    }

    private static JsonNode storage(Person person) {
        return person.api().get(standing(person)).expectSuccess().json();
    }

    private static Uploads uploads(Person person) {
        return new Uploads(BACKLOT.http(), person);
    }

    /** As much of a film as is looked at: it begins like one. */
    private static byte[] film(int size) {
        var film = new byte[size];
        var start = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes(UTF_8);
        System.arraycopy(start, 0, film, 0, start.length);
        return film;
    }

    private static CommandGateway commands() {
        return BACKLOT.running().context().getBean(CommandGateway.class);
    }
}
