package org.backlot.clips.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.clips.api.StepKind.EXPORT;
import static org.backlot.clips.api.StepKind.RENDER;
import static org.backlot.clips.command.job.Studio.EDITOR;
import static org.backlot.clips.command.job.Studio.JOB;
import static org.backlot.clips.command.job.Studio.PORTRAIT;

import java.util.List;
import java.util.UUID;
import org.backlot.clips.api.ClipJobCommand.DropClip;
import org.backlot.clips.api.ClipJobCommand.OrderVersion;
import org.backlot.clips.api.ClipJobCommand.RetryJob;
import org.backlot.clips.api.ClipJobCommand.SettleVersion;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.VersionSettled;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.JobStatus;
import org.backlot.shared.id.StepId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever reads that a job is in review asks for its clips next. They hear of their exports from the job, after it. */
@DisplayName("A clip job in review")
class SettledVersionsTest {
    @Test
    @DisplayName(
            "CLP-7: has no clip that does not know: it is reached with the last note that was taken, not with the last export")
    void in_their_order() {
        var studio = Studio.rendering(2);
        var clips = studio.clips();
        studio.rendersAll();
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);

        assertThat(studio.tellsNext()).containsExactly(settled(studio, clips.getFirst()));
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);

        assertThat(studio.tellsNext())
                .containsExactly(settled(studio, clips.getLast()), new ReviewReached(JOB, 2, 0, studio.now));
    }

    @Test
    @DisplayName(
            "CLP-7: was told of each version once: again, for nothing, too early or of a render it changes nothing")
    void told_for_nothing() {
        var studio = Studio.rendering(2);
        var clip = studio.clips().getFirst();
        var render = new SettleVersion(JOB, RENDER.idIn(JOB, clip), 1);
        var export = new SettleVersion(JOB, EXPORT.idIn(JOB, clip), 1);
        assertThat(studio.settles(export)).as("before it was asked for").isEmpty();
        studio.completes(RENDER, clip, 0);
        assertThat(studio.settles(export)).as("before it was done").isEmpty();
        studio.completes(EXPORT, clip, 0);

        assertThat(studio.settles(render)).as("of its render").isEmpty();
        assertThat(studio.settles(new SettleVersion(JOB, export.stepId(), 2)))
                .as("of another attempt")
                .isEmpty();
        assertThat(studio.settles(new SettleVersion(JOB, new StepId(new UUID(1, 1)), 1)))
                .as("of nothing")
                .isEmpty();
        assertThat(studio.settles(export)).containsExactly(settled(studio, clip));
        assertThat(studio.settles(export)).as("again").isEmpty();
    }

    @Test
    @DisplayName("CLP-7: does not wait for a clip that was deleted before it took note")
    void dropped() {
        var studio = Studio.rendering(2);
        studio.rendersAll();
        studio.tellsNext();
        var events = drops(studio, studio.clips().getLast());
        assertThat(events).hasSize(2).hasAtLeastOneElementOfType(ClipDropped.class);
        assertThat(events).last().isEqualTo(new ReviewReached(JOB, 1, 0, studio.now));
        assertThat(studio.tellsNext()).isEmpty();
    }

    @Test
    @DisplayName(
            "CLP-7: was perhaps paused when a clip took note: that is kept, and it comes to review when it is resumed")
    void paused() {
        var studio = Studio.rendering(1);
        var clip = studio.clips().getFirst();
        studio.rendersAll();
        studio.pauses();
        assertThat(studio.tellsNext()).containsExactly(settled(studio, clip));
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        var events = studio.resumes();
        assertThat(events).hasSize(2).hasAtLeastOneElementOfType(ClipJobResumed.class);
        assertThat(events).last().isEqualTo(new ReviewReached(JOB, 1, 0, studio.now));

        var resumedFirst = Studio.rendering(1);
        resumedFirst.pauses();
        resumedFirst.completes(RENDER, clip, 0);
        resumedFirst.resumes();
        resumedFirst.pauses();
        resumedFirst.completes(EXPORT, clip, 0);
        assertThat(resumedFirst.resumes()).hasOnlyElementsOfType(ClipJobResumed.class);
        assertThat(resumedFirst.tellsNext()).last().isEqualTo(new ReviewReached(JOB, 1, 0, resumedFirst.now));
    }

    @Test
    @DisplayName("CLP-7: is not one that was cancelled or put away, whatever its clips hear afterwards")
    void over() {
        var cancelled = Studio.rendering(2);
        cancelled.rendersAll();
        cancelled.cancels();
        assertThat(cancelled.tellsAll()).isEmpty();
        assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
        cancelled.cancels();
        assertThat(cancelled.progress().deleted()).isTrue();
        assertThat(cancelled.settles(new SettleVersion(
                        JOB, EXPORT.idIn(JOB, cancelled.clips().getFirst()), 1)))
                .isEmpty();

        var failed = Studio.rendering(1);
        givesUp(failed, failed.clips().getFirst());
        var told = failed.untold.getFirst();
        failed.tellsAll();
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.settles(told)).isEmpty();
        failed.cancels();
        assertThat(failed.settles(told)).isEmpty();
    }

    @Test
    @DisplayName("CLP-7: knows of a version that is tried again only what came of the last attempt")
    void tried_again() {
        var studio = Studio.rendering(2);
        var bad = studio.clips().getFirst();
        var good = studio.clips().getLast();
        studio.completes(RENDER, good, 0);
        studio.completes(EXPORT, good, 0);
        studio.tellsAll();
        givesUp(studio, bad);
        assertThat(studio.tellsNext()).last().isEqualTo(new ReviewReached(JOB, 1, 1, studio.now));

        // The note is taken back with the order.
        studio.ordersRetry();
        studio.completes(RENDER, bad, 0);
        studio.fails(studio.progress().of(EXPORT, bad).orElseThrow(), false);
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        var late = studio.untold.getFirst();

        // The order comes before the clip has heard: what it hears of an attempt that counts no more settles nothing.
        studio.ordersRetry();
        assertThat(studio.settles(late)).isEmpty();
        studio.completes(EXPORT, bad, 0);
        assertThat(studio.settles(late)).isEmpty();
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        assertThat(studio.tellsAll()).containsExactly(settled(studio, bad), new ReviewReached(JOB, 2, 0, studio.now));
    }

    @Test
    @DisplayName(
            "CLP-7: never says of a clip that was deleted, or is tried again, that it knows, when a later one does")
    void not_with_a_later_one() {
        var studio = Studio.rendering(3);
        var gone = studio.clips().get(0);
        var again = studio.clips().get(1);
        var last = studio.clips().get(2);
        studio.completes(RENDER, gone, 0);
        studio.completes(EXPORT, gone, 0);
        givesUp(studio, again);
        studio.completes(RENDER, last, 0);
        studio.completes(EXPORT, last, 0);
        drops(studio, gone);
        studio.ordersRetry();

        assertThat(studio.tellsAll()).containsExactly(settled(studio, last));
    }

    @Test
    @DisplayName(
            "CLP-7: waits for a further version as it did for the first, and for no version that it waited for before")
    void rendered_again() {
        var studio = Studio.inReview(2);
        var second = ordersNext(studio, studio.clips().getFirst());
        studio.rendersAll();
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        assertThat(studio.tellsAll())
                .containsExactly(settled(studio, second), new ReviewReached(JOB, 3, 0, studio.now));
    }

    @Test
    @DisplayName("CLP-7: of a log from before clips were waited for is no different when something more is made in it")
    void reviewed_in_an_older_log() {
        var before = Studio.inReview(2);
        var studio = fromBefore(before);
        assertThat(studio.status()).isEqualTo(JobStatus.REVIEW);

        var clip = studio.clips().getFirst();
        ordersNext(studio, clip);
        assertThat(drops(studio, clip)).last().isEqualTo(new ReviewReached(JOB, 1, 0, studio.now));
    }

    @Test
    @DisplayName(
            "CLP-7: may have been under way when clips were not waited for yet: who hears of a later export knew of those before")
    void under_way_in_an_older_log() {
        var before = Studio.rendering(2);
        before.completes(RENDER, before.clips().getFirst(), 0);
        before.completes(EXPORT, before.clips().getFirst(), 0);
        before.tellsAll();
        var studio = fromBefore(before);

        studio.rendersAll();
        assertThat(studio.tellsAll())
                .containsExactly(
                        settled(studio, studio.clips().getFirst()),
                        settled(studio, studio.clips().getLast()),
                        new ReviewReached(JOB, 2, 0, studio.now));
    }

    @Test
    @DisplayName(
            "CLP-7: may have failed when clips were not waited for yet, also where one of them is tried again and deleted")
    void failed_in_an_older_log() {
        var before = Studio.rendering(2);
        before.clips().forEach(clip -> givesUp(before, clip));
        before.tellsAll();
        var studio = fromBefore(before);
        assertThat(studio.status()).isEqualTo(JobStatus.FAILED);

        var clip = studio.clips().getFirst();
        studio.then((job, now) -> job.retry(new RetryJob(JOB, RENDER.idIn(JOB, clip), EDITOR, "once more"), now));
        assertThat(studio.status()).isEqualTo(JobStatus.RENDERING);
        assertThat(drops(studio, clip)).hasAtLeastOneElementOfType(ClipJobFailed.class);
    }

    /** The same job, as if no clip had said that it knows. */
    private static Studio fromBefore(Studio known) {
        var studio = new Studio();
        known.happened.stream()
                .filter(event -> !(event instanceof VersionSettled))
                .forEach(event -> studio.state = studio.state.evolve(event));
        return studio;
    }

    private static VersionSettled settled(Studio studio, ClipVersion clip) {
        return new VersionSettled(JOB, clip, studio.now);
    }

    private static void givesUp(Studio studio, ClipVersion clip) {
        studio.fails(studio.progress().of(RENDER, clip).orElseThrow(), false);
    }

    private static List<ClipJobEvent> drops(Studio studio, ClipVersion clip) {
        return studio.then((job, now) -> job.drop(new DropClip(JOB, clip.clipId(), EDITOR), now));
    }

    private static ClipVersion ordersNext(Studio studio, ClipVersion clip) {
        var next = new ClipVersion(clip.clipId(), clip.version() + 1);
        studio.then((job, now) -> job.order(new OrderVersion(JOB, next, PORTRAIT, EDITOR, "once more"), now));
        return next;
    }
}
