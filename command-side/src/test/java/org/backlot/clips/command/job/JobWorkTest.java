package org.backlot.clips.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.backlot.clips.command.job.Studio.EDITOR;
import static org.backlot.clips.command.job.Studio.JOB;
import static org.backlot.clips.command.job.Studio.PORTRAIT;
import static org.backlot.clips.command.job.Studio.WORKSPACE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.clips.api.ClipJobCommand.CancelJob;
import org.backlot.clips.api.ClipJobCommand.OrderVersion;
import org.backlot.clips.api.ClipJobCommand.RemoveJobWork;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.JobWorkRemoved;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepKind;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.MediaAssetId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The work of a clip job")
class JobWorkTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    @DisplayName("MED-5: goes seven days after the job came to review, not before, once; its clips stay")
    void after_a_week() {
        var studio = Studio.inReview(2);
        var rest = studio.now;
        studio.later(WEEK.minusMillis(1));
        notDue(rest.plus(WEEK), () -> removed(studio));

        studio.later(Duration.ofMillis(1));
        assertThat(removed(studio)).singleElement().isInstanceOfSatisfying(JobWorkRemoved.class, gone -> {
            assertThat(gone.reason()).isEqualTo(RemovalReason.RETENTION);
            assertThat(gone.folders()).hasSize(7).contains(folderOf(StepKind.TRANSCRIBE));
        });
        assertThat(studio.status()).isEqualTo(JobStatus.REVIEW);
        assertThat(removed(studio)).isEmpty();
    }

    @Test
    @DisplayName(
            "MED-5 CLP-7: a re-render or a retry after it answers SOURCE_GONE; before it, it runs, and nothing goes under it")
    void re_rendered() {
        var studio = Studio.inReview(1);
        var clip = studio.clips().getFirst();
        studio.later(WEEK);
        order(studio, clip, 2);
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        studio.later(Duration.ofHours(1));
        assertThat(removed(studio)).as("the job runs").isEmpty();
        studio.rendersAll();
        studio.tellsAll();
        notDue(studio.now.plus(WEEK), () -> removed(studio));

        studio.later(WEEK);
        removed(studio);
        assertThatThrownBy(() -> order(studio, clip, 3)).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ClipsRejection.SOURCE_GONE);
            assertThat(refusal.code().status()).isEqualTo(410);
            assertThat(refusal.extras()).containsEntry("removedFor", RemovalReason.RETENTION);
        });
        assertThatThrownBy(studio::ordersRetry)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ClipsRejection.SOURCE_GONE));
    }

    @Test
    @DisplayName("MED-5: of a job that waits, runs or is paused nothing ever goes")
    void needed() {
        var waiting = Studio.begun(Studio.create(false));
        var running = Studio.rendering(1);
        var paused = Studio.rendering(1);
        paused.pauses();
        for (var studio : List.of(waiting, running, paused)) {
            studio.later(Duration.ofDays(1_000));
            assertThat(removed(studio)).isEmpty();
        }
    }

    @Test
    @DisplayName("MED-5: of a failed job that still has an attempt under way nothing goes before its time is over")
    void still_at_it() {
        var studio = Studio.begun();
        studio.completes(StepKind.INGEST);
        studio.fails(studio.step(StepKind.SCENE_DETECT), false);
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);
        var busyUntil = studio.progress().busyUntil().orElseThrow();
        assertThatThrownBy(() ->
                        studio.then((job, terms) -> job.removeWork(new RemoveJobWork(JOB, Duration.ZERO), terms)))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.extras()).containsEntry("dueAt", busyUntil));
    }

    @Test
    @DisplayName("MED-5: a cancelled job keeps it as long as any other; one that is put away gives it up at once")
    void cancelled_and_put_away() {
        var studio = Studio.rendering(1);
        studio.cancels();
        notDue(studio.now.plus(WEEK), () -> removed(studio));

        studio.then((job, terms) -> job.cancel(new CancelJob(JOB, EDITOR, "put away"), terms));
        assertThat(removed(studio))
                .singleElement()
                .isInstanceOfSatisfying(
                        JobWorkRemoved.class, gone -> assertThat(gone.reason()).isEqualTo(RemovalReason.JOB_PUT_AWAY));
    }

    @Test
    @DisplayName("MED-5: names the uploads that it was made of, so that they are given up with it")
    void uploads() {
        var film = new MediaAssetId(new UUID(7, 20));
        var words = new MediaAssetId(new UUID(7, 21));
        var studio = Studio.begun(Studio.create(
                JobSource.upload(
                        StorageKey.source(WORKSPACE, film).value(),
                        StorageKey.source(WORKSPACE, words).value()),
                true));
        assertThat(studio.state.work().uploads()).containsExactly(film, words);
        assertThat(Studio.begun().state.work().uploads()).isEmpty();
    }

    private static StorageFolder folderOf(StepKind kind) {
        return StorageFolder.of(
                WORKSPACE, "jobs", JOB.toString(), kind.idIn(JOB, null).toString());
    }

    private static List<ClipJobEvent> removed(Studio studio) {
        return studio.then((job, terms) -> job.removeWork(new RemoveJobWork(JOB, WEEK), terms));
    }

    private static void order(Studio studio, ClipVersion clip, int version) {
        studio.then((job, terms) -> job.order(
                new OrderVersion(JOB, new ClipVersion(clip.clipId(), version), PORTRAIT, EDITOR, "once more"), terms));
    }

    private static void notDue(Instant due, ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ClipsRejection.WORK_NOT_DUE);
            assertThat(refusal.extras()).containsEntry("dueAt", due);
        });
    }
}
