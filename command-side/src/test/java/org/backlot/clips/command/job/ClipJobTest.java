package org.backlot.clips.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.backlot.clips.api.StepKind.AUDIO_ANALYZE;
import static org.backlot.clips.api.StepKind.AUDIO_EXTRACT;
import static org.backlot.clips.api.StepKind.CLIP_SELECT;
import static org.backlot.clips.api.StepKind.EXPORT;
import static org.backlot.clips.api.StepKind.FACE_TRACK;
import static org.backlot.clips.api.StepKind.INGEST;
import static org.backlot.clips.api.StepKind.RENDER;
import static org.backlot.clips.api.StepKind.SCENE_DETECT;
import static org.backlot.clips.api.StepKind.TRANSCRIBE;
import static org.backlot.clips.command.job.Studio.EDITOR;
import static org.backlot.clips.command.job.Studio.JOB;
import static org.backlot.clips.command.job.Studio.PORTRAIT;
import static org.backlot.clips.command.job.Studio.requested;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipJobCommand.BeginPublishing;
import org.backlot.clips.api.ClipJobCommand.CompleteJob;
import org.backlot.clips.api.ClipJobCommand.CreateJob;
import org.backlot.clips.api.ClipJobCommand.DropClip;
import org.backlot.clips.api.ClipJobCommand.OrderVersion;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RecordStepStarted;
import org.backlot.clips.api.ClipJobCommand.RetryJob;
import org.backlot.clips.api.ClipJobCommand.StartJob;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.SourceKind;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepStanding;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.StepId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class ClipJobTest {
    @Test
    @DisplayName(
            "CLP-1: created, ingesting, analyzing, clips generated, rendering, review: each step asks for the next")
    void whole_way() {
        var studio = Studio.begun();
        assertThat(studio.status()).isEqualTo(JobStatus.INGESTING);
        assertThat(requested(studio.happened)).containsExactly(INGEST);

        assertThat(requested(studio.completes(INGEST))).containsExactly(AUDIO_EXTRACT, SCENE_DETECT, FACE_TRACK);
        assertThat(studio.status()).isEqualTo(JobStatus.ANALYZING);
        assertThat(requested(studio.completes(AUDIO_EXTRACT))).containsExactly(TRANSCRIBE, AUDIO_ANALYZE);
        assertThat(requested(studio.completes(FACE_TRACK))).isEmpty();
        assertThat(requested(studio.completes(AUDIO_ANALYZE))).isEmpty();
        assertThat(requested(studio.completes(SCENE_DETECT))).isEmpty();
        assertThat(requested(studio.completes(TRANSCRIBE))).containsExactly(CLIP_SELECT);

        var selected = studio.completes(CLIP_SELECT, null, 2);
        assertThat(selected).hasAtLeastOneElementOfType(ClipsSelected.class);
        assertThat(requested(selected)).containsExactly(RENDER, RENDER);
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);

        for (var clip : studio.clips()) {
            assertThat(requested(studio.completes(RENDER, clip, 0))).containsExactly(EXPORT);
        }
        studio.completes(EXPORT, studio.clips().getFirst(), 0);
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        studio.completes(EXPORT, studio.clips().getLast(), 0);
        assertThat(studio.tellsAll()).last().isEqualTo(new ReviewReached(JOB, 2, 0, studio.now));

        studio.then((job, now) -> job.publish(new BeginPublishing(JOB), now));
        assertThat(studio.status()).isEqualTo(JobStatus.PUBLISHING);
        studio.then((job, now) -> job.finish(new CompleteJob(JOB), now));
        assertThat(studio.status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    @DisplayName("CLP-1: a step reads what the steps before it have written, and is told what it is to do")
    void inputs_and_settings() {
        var studio = Studio.begun();
        assertThat(orders(studio).getFirst().settings())
                .isEqualTo("{\"source\":{\"kind\":\"YOUTUBE\",\"url\":\"https://youtu.be/dQw4w9WgXcQ\"}}");
        studio.analyzed();
        studio.completes(CLIP_SELECT, null, 1);
        studio.completes(RENDER, studio.clips().getFirst(), 0);

        assertThat(inputs(studio, CLIP_SELECT)).containsExactly("TRANSCRIBE", "SCENE_DETECT", "AUDIO_ANALYZE");
        assertThat(inputs(studio, RENDER))
                .containsExactly("INGEST", "TRANSCRIBE", "SCENE_DETECT", "FACE_TRACK", "AUDIO_ANALYZE");
        assertThat(inputs(studio, EXPORT)).containsExactly("INGEST", "RENDER");
        assertThat(orders(studio).getLast().settings())
                .isEqualTo("{\"startMillis\":0,\"endMillis\":30000,\"render\":{\"aspectRatio\":\"9:16\","
                        + "\"captionStyle\":\"highlight_word\"}}");
    }

    @Test
    @DisplayName("CLP-4: no transcript there: the step is skipped with its reason, and the job goes on without it")
    void no_transcript() {
        var studio = Studio.begun();
        studio.completes(INGEST);
        studio.completes(AUDIO_EXTRACT);
        studio.completes(SCENE_DETECT);
        studio.completes(FACE_TRACK);
        studio.completes(AUDIO_ANALYZE);

        var events = studio.skips(TRANSCRIBE);

        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        StepSkipped.class,
                        skipped -> assertThat(skipped.reason()).isEqualTo("nothing there"));
        assertThat(requested(events)).containsExactly(CLIP_SELECT);
        assertThat(inputs(studio, CLIP_SELECT)).containsExactly("SCENE_DETECT", "AUDIO_ANALYZE");
    }

    @Test
    @DisplayName("CLP-4: material without sound: speech and energy fall with it, and the job goes on")
    void no_sound() {
        var studio = Studio.begun();
        studio.completes(INGEST);
        studio.completes(SCENE_DETECT);
        studio.completes(FACE_TRACK);

        var events = studio.skips(AUDIO_EXTRACT);

        assertThat(events.stream().filter(StepSkipped.class::isInstance).map(event -> ((StepSkipped) event).kind()))
                .containsExactly(AUDIO_EXTRACT, TRANSCRIBE, AUDIO_ANALYZE);
        assertThat(requested(events)).containsExactly(CLIP_SELECT);
    }

    @Test
    @DisplayName("CLP-4: material without sound, but with captions: what is spoken is read from them")
    void captions_without_sound() {
        var key = Studio.WORKSPACE + "/sources/captions/original";
        var studio = Studio.begun(Studio.create(JobSource.upload(Studio.WORKSPACE + "/sources/a/original", key), true));
        assertThat(orders(studio).getFirst().settings()).contains("\"captionsKey\":\"" + key + "\"");
        studio.completes(INGEST);
        studio.completes(SCENE_DETECT);
        studio.completes(FACE_TRACK);

        var events = studio.skips(AUDIO_EXTRACT);

        assertThat(requested(events)).containsExactly(TRANSCRIBE);
        assertThat(inputs(studio, TRANSCRIBE)).containsExactly("INGEST");
        assertThat(requested(studio.completes(TRANSCRIBE))).containsExactly(CLIP_SELECT);
    }

    @Test
    @DisplayName("CLP-4: captions come with an upload only; a source from before there were any is read as it was")
    void source_of_before() {
        assertThatThrownBy(() -> new JobSource(SourceKind.YOUTUBE, "https://youtu.be/dQw4w9WgXcQ", null, "w/captions"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(JsonMapper.shared()
                        .readValue("{\"kind\":\"UPLOAD\",\"url\":null,\"fileKey\":\"w/a.mp4\"}", JobSource.class))
                .isEqualTo(JobSource.upload("w/a.mp4", null));
    }

    @Test
    @DisplayName("CLP-1: what the job cannot do without is not skipped but has failed")
    void not_skippable() {
        var studio = Studio.begun();
        studio.skips(INGEST);
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "INGEST,        3, 30, 60, 600",
        "TRANSCRIBE,    2, 60,  0, 1200",
        "SCENE_DETECT,  2, 30,  0, 600",
        "FACE_TRACK,    2, 30,  0, 900",
        "CLIP_SELECT,   3, 10, 10, 60",
        "RENDER,        2, 30,  0, 300",
    })
    @DisplayName("CLP-2: attempts, pauses and time-outs are those of the table in CLIP section 3")
    void retry_table(StepKind kind, int attempts, int firstPause, int secondPause, int timeout) {
        var policy = RetryPolicies.standard().of(kind);
        assertThat(policy.attempts()).isEqualTo(attempts);
        assertThat(policy.pauseAfter(1)).hasSeconds(firstPause);
        if (attempts > 2) {
            assertThat(policy.pauseAfter(2)).hasSeconds(secondPause);
        }
        assertThat(policy.timeout()).hasSeconds(timeout);
    }

    @Test
    @DisplayName("CLP-2: other times that are set hold from the next request on; what was asked for keeps its deadline")
    void other_times() {
        var studio = Studio.begun();
        var first = orders(studio).getFirst();
        assertThat(first.deadline()).isEqualTo(studio.now.plus(Duration.ofMinutes(15)));

        studio.policies = RetryPolicies.configured((name, usual) -> switch (name) {
            case "patience" -> Duration.ofSeconds(40);
            case "ingest.pause" -> Duration.ofSeconds(2);
            case "ingest.timeout" -> Duration.ofSeconds(20);
            default -> usual;
        });
        assertThat(studio.step(INGEST).due()).isEqualTo(first.deadline());
        studio.fails(studio.step(INGEST), true);
        studio.later(Duration.ofSeconds(2));
        studio.retries(studio.step(INGEST));

        assertThat(orders(studio).getLast().deadline()).isEqualTo(studio.now.plusSeconds(60));
        assertThat(studio.completes(INGEST))
                .filteredOn(StepRequested.class::isInstance)
                .first()
                .isInstanceOfSatisfying(
                        StepRequested.class,
                        extraction -> assertThat(extraction.deadline())
                                .isEqualTo(studio.now.plusSeconds(40).plus(Duration.ofMinutes(10))));
        assertThatThrownBy(() -> RetryPolicies.configured((_, _) -> Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("CLP-2: three attempts at the ingest, 30 and 60 seconds apart; then the job has failed")
    void ingest_is_tried_three_times() {
        var studio = Studio.begun();
        for (int pause : new int[] {30, 60}) {
            var events = studio.fails(studio.step(INGEST), true);
            assertThat(events.getLast())
                    .isInstanceOfSatisfying(
                            StepRetryScheduled.class,
                            retry -> assertThat(retry.dueAt()).isEqualTo(studio.now.plusSeconds(pause)));
            refuses(ClipsRejection.STEP_NOT_DUE, () -> studio.retries(studio.step(INGEST)));
            studio.later(Duration.ofSeconds(pause));
            assertThat(requested(studio.retries(studio.step(INGEST)))).containsExactly(INGEST);
        }
        var last = studio.fails(studio.step(INGEST), true);
        assertThat(last).hasAtLeastOneElementOfType(StepGivenUp.class);
        assertThat(last.getLast())
                .isInstanceOfSatisfying(
                        ClipJobFailed.class, failed -> assertThat(failed.code()).isEqualTo("DISK_FULL"));
        assertThat(studio.step(INGEST).attempt()).isEqualTo(3);
    }

    @Test
    @DisplayName("CLP-2: what no attempt can mend is given up at once")
    void not_retryable() {
        var studio = Studio.begun();
        assertThat(studio.fails(studio.step(INGEST), false)).hasAtLeastOneElementOfType(StepGivenUp.class);
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    @DisplayName(
            "CLP-2: an attempt that nobody begins is over after its time-out and five minutes; a begun one after its"
                    + " time-out")
    void deadlines() {
        var studio = Studio.begun();
        var first = studio.step(INGEST);
        assertThat(first.due()).isEqualTo(studio.now.plus(Duration.ofMinutes(15)));
        refuses(ClipsRejection.STEP_NOT_DUE, () -> studio.timesOut(first));
        studio.later(Duration.ofMinutes(15));
        assertThat(studio.timesOut(first)).hasAtLeastOneElementOfType(StepTimedOut.class);
        studio.later(Duration.ofSeconds(30));
        studio.retries(studio.step(INGEST));

        var start = new RecordStepStarted(JOB, first.id(), 2, "node-1");
        assertThat(studio.state.standing(start)).isEqualTo(StepStanding.RUN);
        studio.then((job, now) -> job.begin(start, now));
        assertThat(studio.step(INGEST).due()).isEqualTo(studio.now.plus(Duration.ofMinutes(10)));
        assertThat(studio.state.standing(start)).isEqualTo(StepStanding.BEGUN_BEFORE);
        assertThat(studio.then((job, now) -> job.begin(start, now))).isEmpty();
        assertThat(studio.state.standing(new RecordStepStarted(JOB, first.id(), 1, "node-2")))
                .isEqualTo(StepStanding.DROP);
    }

    @Test
    @DisplayName("CLP-2: a result that comes twice, or from an attempt that is over, changes nothing")
    void redelivery() {
        var studio = Studio.begun();
        var first = studio.step(INGEST);
        studio.fails(first, true);
        studio.later(Duration.ofSeconds(30));
        studio.retries(studio.step(INGEST));

        assertThat(studio.then((job, now) -> job.complete(Studio.done(first, 0), now)))
                .isEmpty();
        var second = studio.step(INGEST);
        assertThat(studio.completes(INGEST)).isNotEmpty();
        assertThat(studio.then((job, now) -> job.complete(Studio.done(second, 0), now)))
                .isEmpty();
        assertThat(studio.fails(second, true)).isEmpty();
        assertThat(studio.timesOut(second)).isEmpty();
        refuses(
                ClipsRejection.STEP_UNKNOWN,
                () -> studio.then((job, now) -> job.fail(Studio.failed(new UUID(1, 1), 1, true), now)));
    }

    @Test
    @DisplayName("CLP-1: paused, what runs goes on to its end and nothing new begins; resumed, all that is due begins")
    void pause_and_resume() {
        var studio = Studio.begun();
        assertThat(studio.pauses()).containsExactly(new ClipJobPaused(JOB, EDITOR, "the client calls", studio.now));
        refuses(ClipsRejection.JOB_PAUSED, studio::pauses);

        var done = studio.completes(INGEST);
        assertThat(done).hasSize(1).hasOnlyElementsOfType(StepCompleted.class);

        assertThat(requested(studio.resumes())).containsExactly(AUDIO_EXTRACT, SCENE_DETECT, FACE_TRACK);
        refuses(ClipsRejection.JOB_NOT_PAUSED, studio::resumes);
    }

    @Test
    @DisplayName("CLP-1: a retry that came due while the job was paused begins when it is resumed")
    void retry_waits_for_resume() {
        var studio = Studio.begun();
        studio.fails(studio.step(INGEST), true);
        studio.pauses();
        studio.later(Duration.ofHours(1));
        assertThat(studio.retries(studio.step(INGEST))).isEmpty();
        assertThat(requested(studio.resumes())).containsExactly(INGEST);
    }

    @Test
    @DisplayName("CLP-1: cancelled, with who and why; what was under way is withdrawn, and no result asks for more")
    void cancel() {
        var studio = Studio.begun();
        studio.completes(INGEST);
        var underWay = studio.allUnderWay();

        assertThat(studio.cancels().getFirst()).isInstanceOfSatisfying(ClipJobCancelled.class, cancelled -> {
            assertThat(cancelled.cancelledBy()).isEqualTo(EDITOR);
            assertThat(cancelled.reason()).isEqualTo("not needed any more");
            assertThat(cancelled.withdrawn()).hasSize(3);
        });
        for (var step : underWay) {
            assertThat(studio.then((job, now) -> job.complete(Studio.done(step, 0), now)))
                    .isEmpty();
        }
        refuses(ClipsRejection.JOB_ENDED, studio::pauses);
        refuses(ClipsRejection.JOB_ENDED, studio::ordersRetry);
        assertThat(studio.cancels()).hasOnlyElementsOfType(ClipJobDeleted.class);
        assertThat(studio.cancels()).isEmpty();
        refuses(CommonRejection.NOT_FOUND, studio::pauses);
    }

    @Test
    @DisplayName("CLP-1: a failed job that is put away withdraws what was still under way")
    void failed_and_put_away() {
        var studio = Studio.begun();
        studio.completes(INGEST);
        studio.fails(studio.step(SCENE_DETECT), false);
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);
        assertThat(studio.cancels().getFirst())
                .isInstanceOfSatisfying(
                        ClipJobDeleted.class,
                        deleted -> assertThat(deleted.withdrawn()).hasSize(2));
        assertThat(studio.allUnderWay()).isEmpty();
    }

    @Test
    @DisplayName("CLP-1: somebody has one step tried again: who and why is kept, and the count of attempts begins anew")
    void retry_one_step() {
        var studio = Studio.begun();
        studio.completes(INGEST);
        studio.fails(studio.step(SCENE_DETECT), false);
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);
        refuses(
                ClipsRejection.STEP_NOT_FAILED,
                () -> studio.then((job, now) ->
                        job.retry(new RetryJob(JOB, studio.step(FACE_TRACK).id(), EDITOR, "?"), now)));

        // What was under way when the job failed is not lost.
        studio.completes(AUDIO_EXTRACT);
        assertThat(studio.allUnderWay()).extracting(Step::kind).containsExactly(FACE_TRACK);

        var events = studio.then((job, now) ->
                job.retry(new RetryJob(JOB, studio.step(SCENE_DETECT).id(), EDITOR, "room again"), now));

        assertThat(events.getFirst())
                .isEqualTo(new RetryOrdered(
                        JOB,
                        List.of(studio.step(SCENE_DETECT).id()),
                        JobStatus.ANALYZING,
                        EDITOR,
                        "room again",
                        studio.now));
        assertThat(requested(events)).containsExactlyInAnyOrder(SCENE_DETECT, TRANSCRIBE, AUDIO_ANALYZE);
        assertThat(studio.step(SCENE_DETECT).attempt()).isEqualTo(2);
        assertThat(studio.fails(studio.step(SCENE_DETECT), true).getLast()).isInstanceOf(StepRetryScheduled.class);
    }

    @Test
    @DisplayName(
            "CLP-6: one clip that cannot be rendered does not keep the others from review, and is tried again there")
    void one_bad_clip() {
        var studio = Studio.rendering(2);
        var bad = studio.clips().getFirst();
        var good = studio.clips().getLast();
        studio.fails(studio.progress().of(RENDER, bad).orElseThrow(), false);
        studio.completes(RENDER, good, 0);
        studio.completes(EXPORT, good, 0);
        assertThat(studio.tellsAll()).last().isEqualTo(new ReviewReached(JOB, 1, 1, studio.now));

        assertThat(requested(studio.ordersRetry())).containsExactly(RENDER);
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        studio.completes(RENDER, bad, 0);
        studio.completes(EXPORT, bad, 0);
        assertThat(studio.tellsAll()).last().isEqualTo(new ReviewReached(JOB, 2, 0, studio.now));
    }

    @Test
    @DisplayName("CLP-6: where no clip can be rendered the job has failed")
    void all_bad_clips() {
        var studio = Studio.rendering(2);
        for (var clip : studio.clips()) {
            studio.fails(studio.progress().of(RENDER, clip).orElseThrow(), false);
        }
        assertThat(studio.status()).as("no clip knows").isEqualTo(JobStatus.RENDERING);
        assertThat(studio.tellsAll())
                .last()
                .isInstanceOfSatisfying(
                        ClipJobFailed.class, failed -> assertThat(failed.code()).isEqualTo("NO_CLIP_RENDERED"));
        assertThat(requested(studio.ordersRetry())).containsExactly(RENDER, RENDER);
    }

    @Test
    @DisplayName("CLP-7: a further version is rendered and exported, and the job comes back to review")
    void rerender() {
        var studio = Studio.inReview(1);
        assertThat(studio.status()).isEqualTo(JobStatus.REVIEW);
        var first = studio.clips().getFirst();
        var square = RenderSettings.whole(AspectRatio.SQUARE, CaptionStyle.BOUNCE, null);
        var order = new OrderVersion(JOB, new ClipVersion(first.clipId(), 2), square, EDITOR, "the client wants it");

        assertThat(requested(studio.then((job, now) -> job.order(order, now)))).containsExactly(RENDER);
        assertThat(orders(studio).getLast().settings()).contains("\"1:1\"").contains("\"bounce\"");
        assertThat(studio.then((job, now) -> job.order(order, now))).isEmpty();
        refuses(
                ClipsRejection.VERSION_NOT_NEXT,
                () -> studio.then((job, now) -> job.order(
                        new OrderVersion(JOB, new ClipVersion(first.clipId(), 4), square, EDITOR, "?"), now)));
        refuses(
                CommonRejection.NOT_FOUND,
                () -> studio.then((job, now) -> job.order(
                        new OrderVersion(JOB, new ClipVersion(new ClipId(new UUID(1, 2)), 1), square, EDITOR, "?"),
                        now)));
        studio.completes(RENDER, order.clip(), 0);
        studio.completes(EXPORT, order.clip(), 0);
        assertThat(studio.tellsAll()).last().isEqualTo(new ReviewReached(JOB, 2, 0, studio.now));
    }

    @Test
    @DisplayName("CLP-7: for a deleted clip nothing more is done, and the others come to review without it")
    void dropped() {
        var studio = Studio.rendering(2);
        var gone = studio.clips().getFirst();
        var events = studio.then((job, now) -> job.drop(new DropClip(JOB, gone.clipId(), EDITOR), now));
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        ClipDropped.class, drop -> assertThat(drop.withdrawn()).hasSize(1));
        assertThat(studio.then((job, now) -> job.drop(new DropClip(JOB, gone.clipId(), EDITOR), now)))
                .isEmpty();
        studio.completes(RENDER, studio.clips().getFirst(), 0);
        studio.completes(EXPORT, studio.clips().getFirst(), 0);
        studio.tellsAll();
        assertThat(studio.status()).isEqualTo(JobStatus.REVIEW);
        refuses(
                ClipsRejection.CLIP_DELETED,
                () -> studio.then((job, now) -> job.order(
                        new OrderVersion(JOB, new ClipVersion(gone.clipId(), 2), PORTRAIT, EDITOR, "?"), now)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CLP-5: a choice that is empty, too large, too long or beyond the end is none")
    void bad_choice(BadChoice choice) {
        var studio = Studio.begun();
        studio.analyzed();
        var step = studio.step(CLIP_SELECT);
        var chosen = switch (choice) {
            case NONE -> Studio.chosen(0);
            case TOO_MANY -> Studio.chosen(6);
            case BEYOND_THE_END -> List.of(stretch(590_000, 620_000));
            case TOO_SHORT -> List.of(stretch(0, 14_999));
            case TOO_LONG -> List.of(stretch(0, 90_001));
        };
        studio.then((job, now) -> job.complete(
                new RecordStepCompleted(JOB, step.id(), 1, List.of(), List.of(), Studio.USED, chosen), now));
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);
        assertThat(studio.clips()).isEmpty();
    }

    enum BadChoice {
        NONE,
        TOO_MANY,
        BEYOND_THE_END,
        TOO_SHORT,
        TOO_LONG
    }

    private static SelectedClip stretch(long start, long end) {
        var like = Studio.chosen(1).getFirst();
        return new SelectedClip(start, end, like.words(), like.score(), like.parts());
    }

    @Test
    @DisplayName("CLP-3: a step that wrote into another workspace has written nothing")
    void foreign_key() {
        var studio = Studio.begun();
        var step = studio.step(INGEST);
        refuses(
                ClipsRejection.RESULT_KEY_REFUSED,
                () -> studio.then((job, now) -> job.complete(
                        new RecordStepCompleted(
                                JOB,
                                step.id(),
                                1,
                                List.of(new StepFile("source", new UUID(9, 9) + "/video.mp4")),
                                List.of(),
                                Studio.USED,
                                List.of()),
                        now)));
    }

    @Test
    @DisplayName("CLP-11: a job that waits for its place asks for no work; when its turn comes it starts, once")
    void waits_for_its_turn() {
        var studio = new Studio();
        assertThat(requested(studio.then((job, now) -> job.create(Studio.create(false), now))))
                .isEmpty();
        assertThat(studio.status()).isEqualTo(JobStatus.CREATED);
        assertThat(requested(studio.then((job, now) -> job.start(new StartJob(JOB), now))))
                .containsExactly(INGEST);
        assertThat(studio.then((job, now) -> job.start(new StartJob(JOB), now))).isEmpty();
    }

    @Test
    @DisplayName("CLP-1: the same job again is no second one, another under its id is refused")
    void same_id() {
        var studio = Studio.begun();
        studio.later(Duration.ofMinutes(1));
        assertThat(studio.then((job, now) -> job.create(Studio.create(true), now)))
                .isEmpty();
        var other = new CreateJob(
                JOB,
                Studio.WORKSPACE,
                EDITOR,
                Studio.create(true).mode(),
                JobSource.upload(Studio.WORKSPACE + "/a.mp4", null),
                Studio.create(true).settings(),
                true);
        refuses(CommonRejection.ID_TAKEN, () -> studio.then((job, now) -> job.create(other, now)));
    }

    @Test
    @DisplayName("CLP-11: each attempt's time and bytes are kept with an estimate of what they cost")
    void usage() {
        var studio = Studio.begun();
        assertThat(studio.completes(INGEST).getFirst()).isInstanceOfSatisfying(StepCompleted.class, done -> {
            assertThat(done.usage()).isEqualTo(Studio.USED);
            assertThat(done.costMicros()).isEqualTo(4 * 28 + 15);
        });
    }

    @Test
    @DisplayName("CLP-1: the id of a step follows from job, kind, clip and version")
    void step_ids() {
        var clip = new ClipVersion(new ClipId(new UUID(1, 1)), 1);
        StepId render = RENDER.idIn(JOB, clip);
        assertThat(render).isEqualTo(RENDER.idIn(JOB, clip));
        assertThat(render).isNotEqualTo(EXPORT.idIn(JOB, clip));
        assertThat(render).isNotEqualTo(RENDER.idIn(JOB, new ClipVersion(clip.clipId(), 2)));
        assertThatThrownBy(() -> RENDER.idIn(JOB, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<StepRequested> orders(Studio studio) {
        return studio.happened.stream()
                .filter(StepRequested.class::isInstance)
                .map(StepRequested.class::cast)
                .toList();
    }

    private static List<String> inputs(Studio studio, StepKind kind) {
        return orders(studio).stream()
                .filter(order -> order.kind() == kind)
                .flatMap(order -> order.inputs().stream())
                .map(StepFile::name)
                .toList();
    }

    private static void refuses(RejectionCode code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
