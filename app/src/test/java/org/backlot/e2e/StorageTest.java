// What a workspace keeps in the storage, over HTTP and on the embedded storage: how much it may be, and what is
// removed.
// The workers are played: their results come in as the commands that they send.
package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RemoveJobWork;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepUsage;
import org.backlot.log.app.Rebuilds;
import org.backlot.media.api.MediaCommand.RetireAsset;
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
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.StepId;
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
    private static final Duration PATIENCE = Duration.ofSeconds(90);
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
        BACKLOT.holding("media-worker", () -> {
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

    @Test
    @DisplayName(
            "MED-5: a recording and what was found in it go seven days after the last job of it came to rest; until then it is rendered again, and then not; clips stay")
    void retention() throws Exception {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("production");
        var analysis = "analysis/" + "e".repeat(64) + "/facts-1.json";
        var untouched = kept(stranger, analysis);
        var upload = uploads(editor).confirmed("reel.mp4", FILM, film(2_000));
        var asset = MediaAssetId.parse(upload.path("assetId").asString());
        var source = new StorageKey(upload.path("fileKey").asString());
        var facts = kept(editor, analysis);
        var first = new Cut(editor, created(editor, cutOf(upload)), facts);
        var second = new Cut(editor, created(editor, cutOf(upload)), facts);
        var ranking = kept(editor, "jobs/" + first.job + "/" + first.step(StepKind.CLIP_SELECT) + "/ranking.json");
        var video = kept(editor, "renders/" + "e".repeat(64) + "/clip.mp4");
        for (var cut : List.of(first, second)) {
            cut.rendered(video, 4_000);
            cut.exported();
        }
        await("both are in review", () -> deadlines("clip-job-retention", first.job, second.job) == 2);
        assertThat(deadlines("upload-retention", asset.toString())).isEqualTo(1);

        // Should the deadline come too early, the job says when to come again.
        jdbc().sql("update scheduled_tasks set execution_time = now() where task_name = 'clip-job-retention'"
                        + " and encode(task_data, 'escape') like ?")
                .param("%" + first.job + "%")
                .update();
        await("it comes again", () -> deadlines("clip-job-retention", first.job, second.job) == 2);
        assertThat(happened("clips.JobWorkRemoved", first.job)).isZero();

        // As if a week had passed for the first job.
        commands().sendAndWait(new RemoveJobWork(JobId.parse(first.job), Duration.ZERO));
        gone(ranking);
        await("the upload is given up", () -> happened("media.AssetForgone", first.job) == 1);
        rerender(editor, first).expectRefusal("SOURCE_GONE");
        assertThat(List.of(facts, source, video)).allMatch(StorageTest::isThere);
        editor.api().get("/api/v1/clips/" + first.clipId() + "/download").expectSuccess();

        // The second is rendered again, and meanwhile nothing goes under it.
        rerender(editor, second).expectSuccess();
        commands().sendAndWait(new RemoveJobWork(JobId.parse(second.job), Duration.ZERO));
        commands().sendAndWait(new RetireAsset(asset, Duration.ZERO));
        assertThat(happened("clips.JobWorkRemoved", second.job)).isZero();
        assertThat(happened("media.AssetRetired", asset.toString())).isZero();
        var newer = second.next();
        newer.rendered(video, 10);
        newer.exported();

        commands().sendAndWait(new RemoveJobWork(JobId.parse(second.job), Duration.ZERO));
        gone(facts);
        await("the upload is given up", () -> happened("media.AssetForgone", second.job) == 1);
        assertThat(isThere(source)).as("its own week is not over").isTrue();
        commands().sendAndWait(new RetireAsset(asset, Duration.ZERO));
        gone(source);
        editor.api().post("/api/v1/jobs", cutOf(upload)).expectRefusal("UPLOAD_RETIRED");
        assertThat(isThere(video)).isTrue();
        assertThat(isThere(untouched)).isTrue();
        await("only the clip is left", () -> storage(editor).path("usedBytes").asLong() == 4_000 + 2 * 100 + 100);
        equalsItsReplay();
        for (var view : List.of("media", "clips")) {
            assertThat(BACKLOT.running()
                            .context()
                            .getBean(Rebuilds.class)
                            .compare(view)
                            .differences())
                    .as(view)
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "MED-5: what a brand kit names is no material that goes after its time; a job that is put away gives up its own at once")
    void kept_and_put_away() throws Exception {
        var editor = BACKLOT.somebody("production");
        var outro = uploads(editor).confirmed("outro.mp4", FILM, film(1_000));
        editor.api()
                .post(
                        "/api/v1/brand",
                        ApiClient.object()
                                .put("name", "Last Reel")
                                .put("outroKey", outro.path("fileKey").asString())
                                // Any key may be named; only uploads are kept by it.
                                .put(
                                        "logoKey",
                                        StorageKey.source(
                                                        WorkspaceId.parse(editor.workspaceId()),
                                                        new MediaAssetId(new UUID(4, 4)))
                                                .value()))
                .expectSuccess();
        commands()
                .sendAndWait(
                        new RetireAsset(MediaAssetId.parse(outro.path("assetId").asString()), Duration.ZERO));
        // The file of what is retired goes a moment later; that it is not retired is known at once.
        assertThat(happened("media.AssetRetired", outro.path("assetId").asString()))
                .isZero();
        assertThat(isThere(new StorageKey(outro.path("fileKey").asString()))).isTrue();

        var cut = new Cut(editor, created(editor, wanted("https://youtu.be/away")));
        var own = kept(editor, "jobs/" + cut.job + "/" + cut.step(StepKind.INGEST) + "/source");
        var video = kept(editor, "renders/" + "f".repeat(64) + "/clip.mp4");
        cut.rendered(video, 4_000);
        var list = cut.exported();
        cut.putAway();
        gone(own);
        assertThat(List.of(video, list)).allMatch(StorageTest::isThere);
        editor.api().get("/api/v1/clips/" + cut.clipId() + "/download").expectSuccess();
    }

    /** How many deadlines of a task there are in seven days from now, for things that are named. */
    private static long deadlines(String task, String... things) {
        return Stream.of(things)
                .mapToLong(thing -> jdbc().sql(
                                "select count(*) from scheduled_tasks where task_name = ?"
                                        + " and (strpos(task_instance, ?) > 0 or strpos(encode(task_data, 'escape'), ?) > 0)"
                                        + " and execution_time between now() + interval '6 days 23 hours' and now() + interval '7 days'")
                        .params(task, thing, thing)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private static ApiClient.Reply rerender(Person editor, Cut cut) {
        return editor.api()
                .post(
                        "/api/v1/clips/" + cut.clipId() + "/rerender",
                        ApiClient.object().put("reason", "once more"));
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

        Cut(Person editor, String job, StorageKey... found) {
            this.editor = editor;
            this.job = job;
            for (var key : found) {
                commands()
                        .sendAndWait(new UseSharedFiles(
                                StorageFolder.sharedAround(key.value()).orElseThrow(), "clip-job/" + job));
            }
            done(
                    job,
                    StepKind.INGEST,
                    Stream.of(found)
                            .map(key -> new StepFile("facts", key.value()))
                            .toList(),
                    found.length * 700L);
            for (var kind : List.of(
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
                            list -> list.size() == 1);
            clip = new ClipVersion(ClipId.parse(clips.get(0).path("clipId").asString()), 1);
        }

        private Cut(Cut before) {
            editor = before.editor;
            job = before.job;
            clip = new ClipVersion(before.clip.clipId(), before.clip.version() + 1);
        }

        /** The next version of the same clip. */
        Cut next() {
            return new Cut(this);
        }

        StepId step(StepKind kind) {
            return kind.idIn(JobId.parse(job), null);
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

        /** To the end: the clip hears of it, and the job comes to review. */
        StorageKey exported() {
            var step = StepKind.EXPORT.idIn(JobId.parse(job), clip);
            var list = kept(editor, "jobs/" + job + "/" + step + "/edl.edl");
            done(job, StepKind.EXPORT, clip, List.of(new StepFile("edl", list.value())), 100, List.of());
            await(
                    "job %s is in review".formatted(job),
                    () -> editor.api()
                            .get("/api/v1/jobs/" + job)
                            .expectSuccess()
                            .json()
                            .path("job")
                            .path("status")
                            .asString()
                            .equals("review"));
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
