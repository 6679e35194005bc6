package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.backlot.clips.message.ClipOutcome;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.StepCompleted;
import org.backlot.clips.message.Topic;
import org.backlot.clips.message.UsageRecorded;
import org.backlot.clips.worker.kafka.TopicReader;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@DisplayName("Whoever listens outside")
class JobMessagesTest {
    private static final WorkingBacklot BACKLOT = WorkingBacklot.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "PLT-5: hears of a finished job each step that was done, what it has used up, and what became of its clips; nothing else. Its worker is there")
    void finished() throws Exception {
        var editor = BACKLOT.somebody();
        var job = job(editor, Files.readAllBytes(TestFilms.silent(folder.resolve("film.mp4"), 12)));
        var detail = ended(editor, job, "review");
        var done = detail.path("steps")
                .valueStream()
                .filter(step -> step.path("status").asString().equals("completed"))
                .toList();

        var completed = heard(job, Topic.JOBS_COMPLETED, MessageFormat.STEP_COMPLETED, done.size());

        assertThat(completed)
                .extracting(StepCompleted::getStep)
                .startsWith("INGEST")
                .endsWith("RENDER", "EXPORT");
        assertThat(completed)
                .extracting(StepCompleted::getStep)
                .containsExactlyInAnyOrder("INGEST", "SCENE_DETECT", "FACE_TRACK", "CLIP_SELECT", "RENDER", "EXPORT");
        for (var step : done) {
            assertThat(completed)
                    .filteredOn(said -> said.getStepId()
                            .toString()
                            .equals(step.path("stepId").asString()))
                    .singleElement()
                    .satisfies(said -> {
                        assertThat(said.getWorkspaceId()).hasToString(editor.workspaceId());
                        assertThat(said.getAttempt()).isEqualTo(1);
                        assertThat(said.getWorkerId())
                                .isEqualTo(step.path("worker").asString());
                        assertThat(said.getOutputs())
                                .isEqualTo(step.path("outputs")
                                        .valueStream()
                                        .collect(Collectors.toMap(
                                                file -> file.path("name").asString(),
                                                file -> file.path("key").asString())));
                    });
        }
        assertThat(heard(job, Topic.JOBS_FAILED, MessageFormat.STEP_FAILED, 0)).isEmpty();
        var usage = editor.api().get("/api/v1/jobs/" + job + "/usage").json();
        var used = heard(job, Topic.ANALYTICS_USAGE, MessageFormat.USAGE_RECORDED, done.size());
        assertThat(used.stream().mapToLong(UsageRecorded::getMillis).sum())
                .isEqualTo(usage.path("busyMillis").asLong());
        assertThat(used.stream().mapToLong(UsageRecorded::getCostMicros).sum())
                .isEqualTo(usage.path("costMicros").asLong());
        var clip = editor.api()
                .get("/api/v1/clips?jobId=" + job)
                .json()
                .path("data")
                .get(0);
        var outcomes = heard(job, Topic.ANALYTICS_CLIPS, MessageFormat.CLIP_OUTCOME, 2);
        assertThat(outcomes).extracting(ClipOutcome::getOutcome).containsExactly("SELECTED", "RENDERED");
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.getClipId()).hasToString(clip.path("clipId").asString());
            assertThat(outcome.getScore()).isEqualTo(clip.path("score").asInt());
            assertThat(outcome.getDurationMillis())
                    .isEqualTo(clip.path("durationMillis").asLong());
        });
        nothingWaits(job);
        assertThat(editor.api().get("/api/v1/health/queues").json().path("workers"))
                .singleElement()
                .satisfies(worker -> assertThat(worker.path("workerId").asString())
                        .isEqualTo(completed.getFirst().getWorkerId()));
    }

    @Test
    @DisplayName("PLT-5: hears of a failed job the attempt that failed, why, and what it has used up; nothing else")
    void failed() throws Exception {
        var editor = BACKLOT.somebody();
        var job = job(editor, Files.readAllBytes(TestFilms.soundAlone(folder.resolve("sound.mp4"))));
        var step = ended(editor, job, "failed").path("steps").get(0);

        assertThat(heard(job, Topic.JOBS_FAILED, MessageFormat.STEP_FAILED, 1))
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.getStepId()).hasToString(step.path("stepId").asString());
                    assertThat(said.getStep()).isEqualTo("INGEST");
                    assertThat(said.getCode()).isEqualTo("NO_PICTURE");
                    assertThat(said.getMessage()).isEqualTo("There is no picture in the file.");
                    assertThat(said.getRetryable()).isFalse();
                    assertThat(said.getAttempt()).isEqualTo(1);
                });
        assertThat(heard(job, Topic.ANALYTICS_USAGE, MessageFormat.USAGE_RECORDED, 1))
                .extracting(UsageRecorded::getResource)
                .containsExactly("ingest");
        assertThat(heard(job, Topic.JOBS_COMPLETED, MessageFormat.STEP_COMPLETED, 0))
                .isEmpty();
        assertThat(heard(job, Topic.ANALYTICS_CLIPS, MessageFormat.CLIP_OUTCOME, 0))
                .isEmpty();
        nothingWaits(job);
    }

    private static String job(Person editor, byte[] film) throws Exception {
        var upload = BACKLOT.uploadsOf(editor).confirmed("talk.mp4", "video/mp4", film);
        var body = ApiClient.object()
                .put("mode", "vod")
                .put("sourceFileKey", upload.path("fileKey").asString());
        body.putObject("settings")
                .put("maxClips", 1)
                .put("aspectRatio", "16:9")
                .putObject("clipDuration")
                .put("min", 5)
                .put("max", 6);
        return editor.api()
                .post("/api/v1/jobs", body)
                .expectSuccess()
                .json()
                .path("jobId")
                .asString();
    }

    private static JsonNode ended(Person editor, String job, String status) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> editor.api()
                                .get("/api/v1/jobs/" + job)
                                .expectSuccess()
                                .json(),
                        shown -> shown.path("job").path("status").asString().equals(status));
    }

    /** All that stands there of a job, once nothing of it waits to be sent. */
    private static <T extends SpecificRecord> List<T> heard(
            String job, Topic topic, MessageFormat<T> format, int atLeast) {
        Map<String, Object> settings =
                BACKLOT.running().context().getBean(KafkaOnDemand.class).use();
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> TopicReader.read(settings, topic, format, job), all -> all.size() >= atLeast);
    }

    private static void nothingWaits(String job) {
        var jdbc = BACKLOT.running().context().getBean(JdbcClient.class);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from job_messages.message where job_id = ?::uuid")
                                .param(job)
                                .query(Long.class)
                                .single()
                        == 0);
    }
}
