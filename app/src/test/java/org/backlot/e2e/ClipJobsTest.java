// A clip job from the request to review, over HTTP, with the log, the deadlines and the views of the whole program. The
// workers are played: their results come in as the commands that they send.
package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RecordStepFailed;
import org.backlot.clips.api.ClipJobCommand.RecordStepSkipped;
import org.backlot.clips.api.ClipJobCommand.RecordStepStarted;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.ProgressReports;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepProgress;
import org.backlot.clips.api.StepUsage;
import org.backlot.log.app.Rebuilds;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A clip job")
class ClipJobsTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final StepUsage USED = new StepUsage(2_000, 500_000);

    @Test
    @DisplayName(
            "CLP-1 CLP-2 CLP-7 CLP-11: goes from its request to review, with a retry by its deadline; clips are edited, rendered again, deleted")
    void whole_way() {
        var editor = BACKLOT.somebody("production");
        var kit = editor.api()
                .post(
                        "/api/v1/brand",
                        ApiClient.object()
                                .put("name", "Last Reel")
                                .set("colors", JSON.createArrayNode().add("#FFE500")))
                .expectSuccess()
                .json()
                .path("brandKitId")
                .asString();
        var job = created(editor, wanted("https://youtu.be/dQw4w9WgXcQ", kit));
        try (var watching = Watching.of(editor, job)) {
            assertThat(watching.next("snapshot")
                            .path("detail")
                            .path("job")
                            .path("status")
                            .asString())
                    .isEqualTo("ingesting");

            start(editor, job, "INGEST");
            assertThat(watching.nextThat(frame -> isStep(frame, "INGEST", "running")))
                    .isNotNull();
            var ingest = step(editor, job, "INGEST");
            Awaitility.await().atMost(PATIENCE).until(() -> {
                BACKLOT.running()
                        .context()
                        .getBean(ProgressReports.class)
                        .report(new StepProgress(
                                JobId.parse(job),
                                StepId.parse(ingest.path("stepId").asString()),
                                StepKind.INGEST,
                                1,
                                40));
                return watching.heard("progress", Duration.ofMillis(200));
            });
            complete(editor, job, "INGEST");
            assertThat(watching.nextThat(frame -> frame.path("type").asString().equals("job")
                            && frame.path("status").asString().equals("analyzing")))
                    .isNotNull();

            fail(editor, job, "SCENE_DETECT");
            assertThat(status(editor, job)).isEqualTo("failed");
            // What was under way is not lost.
            complete(editor, job, "FACE_TRACK");
            complete(editor, job, "AUDIO_EXTRACT");
            editor.api()
                    .post("/api/v1/jobs/" + job + "/retry", ApiClient.object().put("reason", "the disk has room again"))
                    .expectSuccess();
            complete(editor, job, "AUDIO_ANALYZE");
            skip(editor, job, "TRANSCRIBE");
            complete(editor, job, "SCENE_DETECT");
            fail(editor, job, "CLIP_SELECT", true);
            assertThat(step(editor, job, "CLIP_SELECT").path("status").asString())
                    .isEqualTo("waiting");
            // Nobody does anything: the deadline of the pause, ten seconds, brings the second attempt.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> step(editor, job, "CLIP_SELECT")
                            .path("status")
                            .asString()
                            .equals("pending"));
            assertThat(step(editor, job, "CLIP_SELECT").path("attempt").asInt()).isEqualTo(2);
            complete(editor, job, "CLIP_SELECT");
            assertThat(watching.next("clips").path("clips").size()).isEqualTo(4);
        }
        renderAll(editor, job);

        // In review every clip knows: nobody has to ask twice.
        var clips = editor.api()
                .get("/api/v1/clips?jobId=" + job + "&status=ready")
                .expectSuccess()
                .json()
                .path("data");
        assertThat(clips.size()).isEqualTo(4);
        var first = clips.get(0);
        assertThat(first.path("rank").asInt()).isEqualTo(1);
        assertThat(first.path("scoreParts").path("hook").asInt()).isEqualTo(50);
        var clip = first.path("clipId").asString();

        editor.api()
                .patch("/api/v1/clips/" + clip, ApiClient.object().put("title", "The reel runs out"))
                .expectSuccess();
        editor.api()
                .post(
                        "/api/v1/clips/" + clip + "/comments",
                        ApiClient.object().put("text", "Cut here").put("atMillis", 1_500))
                .expectSuccess();
        var order = editor.api()
                .post(
                        "/api/v1/clips/" + clip + "/rerender",
                        ApiClient.object().put("aspectRatio", "1:1").put("reason", "for the feed"))
                .expectSuccess()
                .json();
        assertThat(order.path("version").asInt()).isEqualTo(2);
        assertThat(order.path("render").path("brand").path("brandKitId").asString())
                .isEqualTo(kit);
        editor.api()
                .post("/api/v1/clips/" + clip + "/rerender", ApiClient.object().put("reason", "again"))
                .expectRefusal("VERSION_IN_WORK");
        renderAll(editor, job);

        var versions = editor.api()
                .get("/api/v1/clips/" + clip + "/versions")
                .expectSuccess()
                .json();
        assertThat(versions.size()).isEqualTo(2);
        assertThat(versions.get(0).path("status").asString()).isEqualTo("ready");
        assertThat(versions.get(0).path("render").path("aspectRatio").asString())
                .isEqualTo("1:1");
        assertThat(versions.get(0).path("tools").toString()).contains("ffmpegVersion");
        assertThat(versions.get(1).path("render").path("aspectRatio").asString())
                .isEqualTo("9:16");
        assertThat(editor.api()
                        .get("/api/v1/clips/" + clip)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("The reel runs out");
        assertThat(editor.api()
                        .get("/api/v1/clips/" + clip + "/comments")
                        .json()
                        .path("data")
                        .get(0)
                        .path("atMillis")
                        .asLong())
                .isEqualTo(1_500);
        var usage = editor.api().get("/api/v1/jobs/" + job + "/usage").json();
        assertThat(usage.path("costMicros").asLong()).isPositive();
        assertThat(usage.path("kinds").toString()).contains("\"kind\":\"SCENE_DETECT\",\"attempts\":2,\"failed\":1");

        editor.api()
                .post(
                        "/api/v1/clips/batch/delete",
                        ApiClient.object()
                                .put("reason", "not ours")
                                .set("clipIds", JSON.createArrayNode().add(clip)))
                .expectSuccess();
        editor.api().get("/api/v1/clips/" + clip).expectRefusal("NOT_FOUND");
        assertThat(editor.api()
                        .get("/api/v1/health/queues")
                        .json()
                        .path("steps")
                        .isArray())
                .isTrue();
        // Nobody works in this process but those who play it.
        assertThat(editor.api()
                        .get("/api/v1/health/queues")
                        .json()
                        .path("workers")
                        .toString())
                .isEqualTo("[]");
        editor.api().delete("/api/v1/jobs/" + job + "?reason=done").expectSuccess();
        editor.api().get("/api/v1/jobs/" + job).expectRefusal("NOT_FOUND");
        for (var view : List.of("clips", "clip-load", "access")) {
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
            "CLP-2: nobody tells the end of an attempt: its deadline ends it, and the next one begins by a deadline too")
    void deadlines() {
        var editor = BACKLOT.somebody("production");
        var job = created(editor, wanted("https://vimeo.com/76979871", null));
        var step = step(editor, job, "INGEST").path("stepId").asString();
        var deadline = "select count(*) from scheduled_tasks where task_name = ? and task_instance like ?";
        Awaitility.await().atMost(PATIENCE).until(() -> count(deadline, "clip-step-timeout", step + "/1/request") == 1);

        // As if a quarter of an hour had passed: the job's own rules would refuse it any sooner.
        var task = jdbc().sql("select execution_time > now() + interval '14 minutes' from scheduled_tasks"
                        + " where task_instance = ?")
                .param(step + "/1/request")
                .query(Boolean.class)
                .single();
        assertThat(task).isTrue();
        jdbc().sql("update scheduled_tasks set execution_time = now() where task_instance = ?")
                .param(step + "/1/request")
                .update();
        // Too early: it comes back when the job says.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> count(
                                "select count(*) from scheduled_tasks where task_name = ? and task_instance = ?"
                                        + " and execution_time > now() + interval '14 minutes'",
                                "clip-step-timeout",
                                step + "/1/request")
                        == 1);
        assertThat(step(editor, job, "INGEST").path("attempt").asInt()).isEqualTo(1);

        fail(editor, job, "INGEST", true);
        Awaitility.await().atMost(PATIENCE).until(() -> count(deadline, "clip-step-retry", step + "/2") == 1);
        assertThat(step(editor, job, "INGEST").path("status").asString()).isEqualTo("waiting");
        editor.api().delete("/api/v1/jobs/" + job + "?reason=enough").expectSuccess();
        assertThat(step(editor, job, "INGEST").path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    @DisplayName(
            "CLP-1 CLP-7: all exports are done, and still a job is not in review before its clips have heard of it; then they can be fetched at once")
    void review_comes_last() throws Exception {
        var editor = BACKLOT.somebody("production");
        var job = created(editor, wanted("https://youtu.be/late", null));
        for (var kind : List.of(
                "INGEST",
                "AUDIO_EXTRACT",
                "SCENE_DETECT",
                "FACE_TRACK",
                "TRANSCRIBE",
                "AUDIO_ANALYZE",
                "CLIP_SELECT",
                "RENDER")) {
            completeAll(editor, job, kind);
        }
        BACKLOT.holding("clip-pipeline", () -> {
            completeAll(editor, job, "EXPORT");
            assertThat(steps(editor, job)
                            .valueStream()
                            .map(step -> step.path("status").asString()))
                    .hasSize(7 + 2 * 4)
                    .containsOnly("completed");
            assertThat(status(editor, job)).isEqualTo("rendering");
        });
        reviewed(editor, job);
        assertThat(editor.api()
                        .get("/api/v1/clips?status=ready&jobId=" + job)
                        .expectSuccess()
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        editor.api().delete("/api/v1/jobs/" + job + "?reason=over").expectSuccess();
    }

    @Test
    @DisplayName("CLP-1: who watches a job the moment it was made is shown it, also where the view of jobs lags behind")
    void watched_at_once() {
        var editor = BACKLOT.somebody("production");
        var transactions = BACKLOT.running().context().getBean(PlatformTransactionManager.class);
        var watching = new TransactionTemplate(transactions).execute(_ -> {
            // The view cannot move on while somebody holds its position.
            jdbc().sql("select position from log_follower where name = 'clips' for update")
                    .query(Long.class)
                    .single();
            return Watching.of(editor, created(editor, wanted("https://youtu.be/soon", null)));
        });
        try (watching) {
            assertThat(watching.next("snapshot")
                            .path("detail")
                            .path("job")
                            .path("status")
                            .asString())
                    .isEqualTo("ingesting");
        }
    }

    @Test
    @DisplayName("CLP-11: two jobs of a workspace run, the third waits, and starts when one is cancelled")
    void admission() {
        var editor = BACKLOT.somebody("production");
        var jobs = List.of(
                created(editor, wanted("https://youtu.be/a", null)),
                created(editor, wanted("https://youtu.be/b", null)),
                created(editor, wanted("https://youtu.be/c", null)));
        assertThat(status(editor, jobs.get(1))).isEqualTo("ingesting");
        assertThat(status(editor, jobs.get(2))).isEqualTo("created");

        editor.api()
                .delete("/api/v1/jobs/" + jobs.getFirst() + "?reason=another+first")
                .expectSuccess();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> status(editor, jobs.get(2)).equals("ingesting"));

        editor.api()
                .post(
                        "/api/v1/jobs/" + jobs.get(1) + "/pause",
                        ApiClient.object().put("reason", "the client calls"))
                .expectSuccess();
        complete(editor, jobs.get(1), "INGEST");
        assertThat(steps(editor, jobs.get(1)).size()).isEqualTo(1);
        editor.api()
                .post(
                        "/api/v1/jobs/" + jobs.get(1) + "/resume",
                        ApiClient.object().put("reason", "they agree"))
                .expectSuccess();
        assertThat(steps(editor, jobs.get(1)).size()).isEqualTo(4);
        jobs.stream()
                .skip(1)
                .forEach(job -> editor.api()
                        .delete("/api/v1/jobs/" + job + "?reason=over")
                        .expectSuccess());
    }

    @Test
    @DisplayName(
            "CLP-1 CLP-4: the transcript comes as it is kept, as SubRip and as WebVTT, or a word on why there is none; the report holds all of the job")
    void exports() {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("production");
        var job = created(editor, wanted("https://youtu.be/words", null));
        var transcript = "/api/v1/jobs/" + job + "/transcript";
        var report = "/api/v1/jobs/" + job + "/export/report";
        complete(editor, job, "INGEST");
        complete(editor, job, "AUDIO_EXTRACT");
        editor.api().get(transcript).expectRefusal("TRANSCRIPT_NOT_READY");
        var kept = """
                {"words":[{"text":"The","startMillis":500,"endMillis":700,"interpolated":true},
                {"text":"reel","startMillis":750,"endMillis":1000,"interpolated":true},
                {"text":"runs","startMillis":1050,"endMillis":1300,"interpolated":true},
                {"text":"out.","startMillis":1350,"endMillis":1900,"interpolated":true},
                {"text":"<Watch>","startMillis":2500,"endMillis":2800,"interpolated":false},
                {"text":"it!","startMillis":2850,"endMillis":3000,"interpolated":false}]}""";
        keep(editor, step(editor, job, "TRANSCRIBE"), kept);
        complete(editor, job, "TRANSCRIBE");

        assertThat(editor.api().get(transcript).expectSuccess().text()).isEqualTo(kept);
        assertThat(editor.api().get(transcript + "?format=srt").expectSuccess().text())
                .isEqualTo("1\r\n00:00:00,500 --> 00:00:01,900\r\nThe reel runs out.\r\n\r\n"
                        + "2\r\n00:00:02,500 --> 00:00:03,000\r\n‹Watch> it!\r\n\r\n");
        assertThat(editor.api().get(transcript, "text/vtt").expectSuccess().text())
                .isEqualTo("WEBVTT\n\n00:00:00.500 --> 00:00:01.900\nThe reel runs out.\n\n"
                        + "00:00:02.500 --> 00:00:03.000\n&lt;Watch&gt; it!\n");
        editor.api().get(transcript + "?format=pdf").expectRefusal("PARAMETER_INVALID");
        editor.api().get(transcript, "image/png").expectRefusal("NOT_ACCEPTABLE");
        for (var path : List.of(transcript, report)) {
            stranger.api().hasSeen(editor.api().position());
            stranger.api().get(path).expectRefusal("NOT_FOUND");
            BACKLOT.anonymous().get(path).expectRefusal("NOT_AUTHENTICATED");
        }

        for (var kind : List.of("FACE_TRACK", "SCENE_DETECT", "AUDIO_ANALYZE", "CLIP_SELECT")) {
            complete(editor, job, kind);
        }
        renderAll(editor, job);
        var told = editor.api().get(report).expectSuccess().json();
        assertThat(told.path("clips").size()).isEqualTo(4);
        assertThat(told.path("job").path("status").asString()).isEqualTo("review");
        assertThat(told.path("steps").size()).isEqualTo(7 + 2 * 4);
        assertThat(told.path("usage"))
                .isEqualTo(editor.api().get("/api/v1/jobs/" + job + "/usage").json());
        var paper = editor.api().get(report + "?format=pdf").expectSuccess();
        assertThat(paper.text()).startsWith("%PDF-").endsWith("%%EOF\n");
        assertThat(editor.api().get(report, "application/pdf").expectSuccess().text())
                .startsWith("%PDF-");
        editor.api().get(report + "?format=docx").expectRefusal("PARAMETER_INVALID");
        for (var clip : told.path("clips")) {
            assertThat(clip.path("clip").path("status").asString()).isEqualTo("ready");
            assertThat(clip.path("clip").path("score").asInt()).isEqualTo(50);
            assertThat(clip.path("versions")).singleElement().satisfies(version -> {
                assertThat(version.path("render").path("aspectRatio").asString())
                        .isEqualTo("9:16");
                assertThat(version.path("tools").toString()).contains("ffmpegVersion");
            });
        }
        editor.api().delete("/api/v1/jobs/" + job + "?reason=done").expectSuccess();
        editor.api().get(transcript).expectRefusal("NOT_FOUND");

        var silent = created(editor, wanted("https://youtu.be/silent", null));
        complete(editor, silent, "INGEST");
        complete(editor, silent, "AUDIO_EXTRACT");
        skip(editor, silent, "TRANSCRIBE");
        var none = editor.api().get("/api/v1/jobs/" + silent + "/transcript").expectRefusal("NO_TRANSCRIPT");
        assertThat(none.json().path("reason").asString()).isEqualTo("no recogniser");
        editor.api().delete("/api/v1/jobs/" + silent + "?reason=over").expectSuccess();
    }

    /** Puts what a step has written where the step will say that it lies. */
    private static void keep(Person editor, JsonNode step, String content) {
        var workspace = WorkspaceId.parse(editor.workspaceId());
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        BACKLOT.running()
                .context()
                .getBean(ObjectStorage.class)
                .of(workspace)
                .put(
                        StorageKey.of(workspace, "steps", idOf(step).toString()),
                        "application/json",
                        bytes.length,
                        new ByteArrayInputStream(bytes));
    }

    @Test
    @DisplayName(
            "CLP-11: a month's minutes used up, 429 until the next month; the job that passes the line is done, and others are let in")
    void quota() throws Exception {
        var editor = BACKLOT.somebody("production");
        var month = Duration.ofMinutes(300);
        var almost = created(editor, wanted("https://youtu.be/almost", null));
        ingested(editor, almost, month.minusMillis(1));
        // A moment is left, and however long the next one is, it is done.
        var last = created(editor, wanted("https://youtu.be/last", null));
        ingested(editor, last, Duration.ofHours(2));
        assertThat(status(editor, last)).isEqualTo("analyzing");

        var refusal = BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(BACKLOT.base().resolve("/api/v1/jobs"))
                                .header(
                                        "Authorization",
                                        "Bearer " + editor.api().token().orElseThrow())
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(wanted("https://youtu.be/one-more", null)
                                        .toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(refusal.statusCode()).isEqualTo(429);
        var problem = JSON.readTree(refusal.body());
        assertThat(problem.path("code").asString()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(problem.path("resource").asString()).isEqualTo("vodMinutesPerMonth");
        assertThat(problem.path("limit").asInt()).isEqualTo(300);
        assertThat(problem.path("used").asInt()).isEqualTo(419);
        var nextMonth = LocalDate.now(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        assertThat(Instant.now()
                        .plusSeconds(refusal.headers()
                                .firstValueAsLong("Retry-After")
                                .orElseThrow()))
                .isCloseTo(nextMonth, within(30, ChronoUnit.SECONDS));
        assertThat(editor.api().get("/api/v1/jobs").json().path("total").asInt())
                .isEqualTo(2);

        var other = BACKLOT.somebody("production");
        var theirs = created(other, wanted("https://youtu.be/theirs", null));
        other.api().delete("/api/v1/jobs/" + theirs + "?reason=over").expectSuccess();
        for (var job : List.of(almost, last)) {
            editor.api().delete("/api/v1/jobs/" + job + "?reason=over").expectSuccess();
        }
        // What was ingested stays counted, whatever becomes of its job.
        editor.api()
                .post("/api/v1/jobs", wanted("https://youtu.be/once-more", null))
                .expectRefusal("QUOTA_EXCEEDED");
    }

    @Test
    @DisplayName(
            "CLP-3 IDN-5: unlisted addresses are refused, another workspace's job does not exist, and its viewers only look")
    void refused() {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("production");
        for (var url : List.of("http://169.254.169.254/latest", "https://127.0.0.1/", "https://example.com/a")) {
            editor.api().post("/api/v1/jobs", wanted(url, null)).expectRefusal("SOURCE_URL_REFUSED");
        }
        editor.api()
                .post(
                        "/api/v1/jobs",
                        ApiClient.object()
                                .put("mode", "vod")
                                .put("sourceFileKey", stranger.workspaceId() + "/sources/a.mp4"))
                .expectRefusal("SOURCE_KEY_REFUSED");
        var key = UUID.randomUUID().toString();
        var once = editor.api().post("/api/v1/jobs", wanted("https://youtu.be/once", null), key);
        var twice = editor.api().post("/api/v1/jobs", wanted("https://youtu.be/once", null), key);
        assertThat(twice.json()).isEqualTo(once.expectSuccess().json());
        var job = once.json().path("jobId").asString();

        for (var path : List.of("", "/steps", "/usage")) {
            stranger.api().get("/api/v1/jobs/" + job + path).expectRefusal("NOT_FOUND");
        }
        stranger.api().delete("/api/v1/jobs/" + job + "?reason=mine").expectRefusal("NOT_FOUND");
        for (var deed : List.of("pause", "resume", "retry")) {
            stranger.api()
                    .post("/api/v1/jobs/" + job + "/" + deed, ApiClient.object().put("reason", "mine"))
                    .expectRefusal("NOT_FOUND");
        }
        assertThat(stranger.api().get("/api/v1/jobs").json().path("total").asInt())
                .isZero();
        assertThat(Watching.closedWith(stranger, job)).isEqualTo(4403);

        var invitation = editor.api()
                .post(
                        "/api/v1/workspaces/" + editor.workspaceId() + "/invite",
                        ApiClient.object().put("email", stranger.email()).put("role", "viewer"))
                .expectSuccess()
                .json()
                .path("invitationId")
                .asString();
        stranger.api()
                .post("/api/v1/workspaces/invitations/" + invitation + "/accept", ApiClient.object())
                .expectSuccess();
        stranger.api().get("/api/v1/jobs/" + job).expectSuccess();
        stranger.api().delete("/api/v1/jobs/" + job + "?reason=mine").expectRefusal("NOT_ALLOWED");
        editor.api().delete("/api/v1/jobs/" + job + "?reason=over").expectSuccess();
    }

    private static JsonNode wanted(String url, @Nullable String kit) {
        var settings = ApiClient.object().put("maxClips", 5);
        if (kit != null) {
            settings.put("brandKitId", kit);
        }
        return ApiClient.object().put("mode", "vod").put("sourceUrl", url).set("settings", settings);
    }

    private static String created(Person editor, JsonNode body) {
        return editor.api()
                .post("/api/v1/jobs", body)
                .expectSuccess()
                .json()
                .path("jobId")
                .asString();
    }

    private static String status(Person editor, String job) {
        return editor.api()
                .get("/api/v1/jobs/" + job)
                .expectSuccess()
                .json()
                .path("job")
                .path("status")
                .asString();
    }

    private static JsonNode steps(Person editor, String job) {
        return editor.api()
                .get("/api/v1/jobs/" + job + "/steps")
                .expectSuccess()
                .json();
    }

    private static JsonNode step(Person editor, String job, String kind) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> StreamSupport.stream(steps(editor, job).spliterator(), false)
                                .filter(step -> step.path("kind").asString().equals(kind))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** To the end: the clips hear of it, and the job comes to review. */
    private static void renderAll(Person editor, String job) {
        completeAll(editor, job, "RENDER");
        completeAll(editor, job, "EXPORT");
        reviewed(editor, job);
    }

    private static void completeAll(Person editor, String job, String kind) {
        for (var step : steps(editor, job)) {
            if (step.path("kind").asString().equals(kind)
                    && step.path("status").asString().equals("pending")) {
                complete(editor, job, step);
            }
        }
    }

    private static void reviewed(Person editor, String job) {
        Awaitility.await().atMost(PATIENCE).until(() -> status(editor, job), status -> status.equals("review"));
    }

    private static void start(Person editor, String job, String kind) {
        var step = step(editor, job, kind);
        worker(
                editor,
                new RecordStepStarted(
                        JobId.parse(job), idOf(step), step.path("attempt").asInt(), "test"));
    }

    private static void ingested(Person editor, String job, Duration length) {
        var step = step(editor, job, "INGEST");
        worker(
                editor,
                new RecordStepCompleted(
                        JobId.parse(job),
                        idOf(step),
                        step.path("attempt").asInt(),
                        List.of(),
                        List.of(new StepFact(StepFact.DURATION, Long.toString(length.toMillis()))),
                        USED,
                        List.of()));
    }

    private static void complete(Person editor, String job, String kind) {
        complete(editor, job, step(editor, job, kind));
    }

    private static void complete(Person editor, String job, JsonNode step) {
        var kind = StepKind.valueOf(step.path("kind").asString());
        worker(
                editor,
                new RecordStepCompleted(
                        JobId.parse(job),
                        idOf(step),
                        step.path("attempt").asInt(),
                        List.of(new StepFile(kind.name(), editor.workspaceId() + "/steps/" + idOf(step))),
                        List.of(
                                switch (kind) {
                                    case INGEST -> new StepFact(StepFact.DURATION, "300000");
                                    default -> new StepFact(StepFact.FFMPEG_VERSION, "7.1");
                                }),
                        USED,
                        kind == StepKind.CLIP_SELECT ? chosen() : List.of()));
    }

    private static void fail(Person editor, String job, String kind) {
        fail(editor, job, kind, false);
    }

    private static void fail(Person editor, String job, String kind, boolean retryable) {
        var step = step(editor, job, kind);
        worker(
                editor,
                new RecordStepFailed(
                        JobId.parse(job),
                        idOf(step),
                        step.path("attempt").asInt(),
                        "DISK_FULL",
                        "no room",
                        retryable,
                        USED));
    }

    private static void skip(Person editor, String job, String kind) {
        var step = step(editor, job, kind);
        worker(
                editor,
                new RecordStepSkipped(
                        JobId.parse(job), idOf(step), step.path("attempt").asInt(), "no recogniser"));
    }

    // What a worker has told is committed; the editor's next read has to have seen it.
    private static void worker(Person editor, Object command) {
        BACKLOT.running().context().getBean(CommandGateway.class).sendAndWait(command);
        editor.api()
                .hasSeen(jdbc().sql("select position from log.head")
                        .query(Long.class)
                        .single());
    }

    private static StepId idOf(JsonNode step) {
        return StepId.parse(step.path("stepId").asString());
    }

    private static List<SelectedClip> chosen() {
        return List.of(0L, 60_000L, 120_000L, 180_000L).stream()
                .map(start -> new SelectedClip(
                        start,
                        start + 30_000,
                        new ClipWords("Clip at " + start, "", List.of()),
                        50,
                        new ScoreParts(50, 50, 50, 50, 50)))
                .toList();
    }

    private static JdbcClient jdbc() {
        return BACKLOT.running().context().getBean(JdbcClient.class);
    }

    private static long count(String statement, Object... parameters) {
        return jdbc().sql(statement).params(parameters).query(Long.class).single();
    }

    private static boolean isStep(JsonNode frame, String kind, String status) {
        return frame.path("kind").asString("").equals(kind)
                && frame.path("status").asString("").equals(status);
    }

    /** Somebody who watches a job. */
    private static final class Watching implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private @Nullable WebSocket socket;

        static Watching of(Person person, String job) {
            var watching = new Watching();
            watching.socket = BACKLOT.http()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + person.api().token().orElseThrow())
                    .subprotocols("backlot.v1")
                    .buildAsync(
                            URI.create(BACKLOT.base().toString().replaceFirst("^http", "ws"))
                                    .resolve("/ws/jobs/" + job),
                            watching)
                    .join();
            return watching;
        }

        static int closedWith(Person person, String job) {
            try (var watching = of(person, job)) {
                return Optional.ofNullable(watching.closed.poll(10, TimeUnit.SECONDS))
                        .orElse(0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        JsonNode next(String type) {
            return nextThat(frame -> frame.path("type").asString().equals(type));
        }

        boolean heard(String type, Duration within) {
            return find(frame -> frame.path("type").asString().equals(type), within)
                    .isPresent();
        }

        JsonNode nextThat(Predicate<JsonNode> fits) {
            return find(fits, PATIENCE).orElseThrow(() -> new AssertionError("no such frame came"));
        }

        private Optional<JsonNode> find(Predicate<JsonNode> fits, Duration within) {
            long end = System.nanoTime() + within.toNanos();
            try {
                for (var frame = frames.poll(within.toNanos(), TimeUnit.NANOSECONDS);
                        frame != null;
                        frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    if (fits.test(frame)) {
                        return Optional.of(frame);
                    }
                }
                return Optional.empty();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(JSON.readTree(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.add(code);
            return null;
        }

        @Override
        public void close() {
            Optional.ofNullable(socket).ifPresent(WebSocket::abort);
        }
    }
}
