// What a workspace keeps in the storage, over HTTP and on the embedded storage: how much it may be, and what is
// removed.
// The workers are played: their results come in as the commands that they send.
package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepUsage;
import org.backlot.log.app.Rebuilds;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.SharedFilesCommand.InspectSharedFilesRemoval;
import org.backlot.media.api.SharedFilesCommand.UseSharedFiles;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@DisplayName("The storage of a workspace")
class StorageTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final String FILM = "video/mp4";
    private static final long GIGABYTE = 1L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DIGEST = "d".repeat(64);

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

    @Test
    @DisplayName(
            "MED-5 CLP-7: a deleted clip's files are removed, those it shares with the last who needs them; both orders of a removal and a use of the same render")
    void deleted_clips() throws Exception {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("production");
        var untouched = kept(stranger, "renders/" + DIGEST + "/clip.mp4");
        var first = new Cut(editor, created(editor, wanted("https://youtu.be/first")));
        var second = new Cut(editor, created(editor, wanted("https://youtu.be/second")));
        var video = kept(editor, "renders/" + DIGEST + "/clip.mp4");
        var still = kept(editor, "renders/" + DIGEST + "/thumbnail.jpg");
        var neighbour = kept(editor, "renders/" + DIGEST + "0/clip.mp4");
        first.rendered(video, 4_000);
        var list = first.exported();
        assertThat(storage(editor).path("clipBytes").asLong()).isEqualTo(4_000);

        // The use comes first: the other one's deletion removes what is its own alone.
        second.needs();
        first.delete();
        gone(list);
        await("the first clip gave it up", () -> happened("media.SharedFilesForgone", first.clipId()) == 1);
        assertThat(isThere(video)).isTrue();
        second.rendered(video, 10);
        assertThat(storage(editor).path("clipBytes").asLong()).isEqualTo(4_000);

        // The removal comes first: while it is under way nobody gets in.
        var third = new Cut(editor, created(editor, wanted("https://youtu.be/third")));
        holding("media-worker", () -> {
            second.delete();
            await("the removal began", () -> happened("media.SharedFilesRemovalBegun", DIGEST + "/") == 1);
            assertThat(isThere(video)).isTrue();
            assertThatThrownBy(third::needs)
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(MediaRejection.FILES_BEING_REMOVED));
        });
        gone(video);
        gone(still);
        await("it was told", () -> storage(editor).path("clipBytes").asLong() == 0);
        third.needs();
        kept(editor, "renders/" + DIGEST + "/clip.mp4");
        third.rendered(video, 4_000);

        // Whoever reads the order to delete once more, as after a crash, asks first: what was made since stays.
        boolean underWay = commands()
                .sendAndWait(new InspectSharedFilesRemoval(
                        StorageFolder.sharedAround(video.value()).orElseThrow(), 1));
        assertThat(underWay).isFalse();
        assertThat(isThere(video)).isTrue();
        assertThat(isThere(neighbour)).isTrue();
        assertThat(isThere(untouched)).isTrue();
        assertThat(storage(editor).path("clipBytes").asLong()).isEqualTo(4_000);
        equalsItsReplay();
        Stream.of(first, second, third).forEach(Cut::putAway);
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
        done(job, kind, null, outputs, bytes, List.of());
    }

    /** A job that comes to one clip, and that clip. */
    private static final class Cut {
        private final Person editor;
        private final String job;
        private final ClipVersion clip;

        Cut(Person editor, String job) {
            this.editor = editor;
            this.job = job;
            for (var kind : List.of(
                    StepKind.INGEST,
                    StepKind.AUDIO_EXTRACT,
                    StepKind.SCENE_DETECT,
                    StepKind.FACE_TRACK,
                    StepKind.TRANSCRIBE,
                    StepKind.AUDIO_ANALYZE)) {
                done(job, kind, List.of(), 0);
            }
            done(job, StepKind.CLIP_SELECT, null, List.of(), 0, List.of(stretch()));
            var clips = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> editor.api()
                                    .get("/api/v1/clips?jobId=" + job)
                                    .expectSuccess()
                                    .json()
                                    .path("data"),
                            found -> found.size() == 1);
            clip = new ClipVersion(ClipId.parse(clips.get(0).path("clipId").asString()), 1);
        }

        private static SelectedClip stretch() {
            return new SelectedClip(
                    0,
                    30_000,
                    new ClipWords("The reel runs out", "", List.of()),
                    50,
                    new ScoreParts(50, 50, 50, 50, 50));
        }

        String clipId() {
            return clip.clipId().toString();
        }

        /** What its worker says before it looks. */
        void needs() {
            commands()
                    .sendAndWait(new UseSharedFiles(
                            StorageFolder.of(WorkspaceId.parse(editor.workspaceId()), StorageFolder.RENDERS, DIGEST),
                            "clip/" + clipId()));
        }

        void rendered(StorageKey video, long bytes) {
            needs();
            done(job, StepKind.RENDER, clip, List.of(new StepFile("video", video.value())), bytes, List.of());
        }

        StorageKey exported() {
            var step = StepKind.EXPORT.idIn(JobId.parse(job), clip);
            var list = kept(editor, "jobs/" + job + "/" + step + "/edl.edl");
            done(job, StepKind.EXPORT, clip, List.of(new StepFile("edl", list.value())), 100, List.of());
            return list;
        }

        void delete() {
            editor.api()
                    .post(
                            "/api/v1/clips/batch/delete",
                            ApiClient.object()
                                    .put("reason", "not ours")
                                    .set(
                                            "clipIds",
                                            ApiClient.object().arrayNode().add(clipId())))
                    .expectSuccess();
        }

        void putAway() {
            editor.api().delete("/api/v1/jobs/" + job + "?reason=over").expectSuccess();
        }
    }

    private static void done(
            String job,
            StepKind kind,
            @Nullable ClipVersion clip,
            List<StepFile> outputs,
            long bytes,
            List<SelectedClip> clips) {
        var id = JobId.parse(job);
        commands()
                .sendAndWait(new RecordStepCompleted(
                        id,
                        kind.idIn(id, clip),
                        1,
                        outputs,
                        List.of(new StepFact(StepFact.DURATION, "300000")),
                        new StepUsage(1_000, bytes),
                        clips));
    }

    private static StorageKey kept(Person person, String path) {
        var workspace = WorkspaceId.parse(person.workspaceId());
        var key = new StorageKey(workspace + "/" + path);
        storage().of(workspace).put(key, FILM, 4, new ByteArrayInputStream(new byte[4]));
        return key;
    }

    private static boolean isThere(StorageKey key) {
        return storage().of(key.workspace()).describe(key).isPresent();
    }

    private static void gone(StorageKey key) {
        await(key + " is gone", () -> !isThere(key));
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    private static long happened(String type, String about) {
        return jdbc().sql("select count(*) from log.event where type = ? and strpos(payload, ?) > 0")
                .params(type, about)
                .query(Long.class)
                .single();
    }

    /** While a follower cannot move on, because somebody holds its position. */
    private static void holding(String follower, Runnable meanwhile) throws SQLException {
        try (var connection =
                BACKLOT.running().context().getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (var hold =
                    connection.prepareStatement("select position from log_follower where name = ? for update")) {
                hold.setString(1, follower);
                hold.executeQuery();
                meanwhile.run();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static ObjectStorage storage() {
        return BACKLOT.running().context().getBean(ObjectStorage.class);
    }

    private static JdbcClient jdbc() {
        return BACKLOT.running().context().getBean(JdbcClient.class);
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
