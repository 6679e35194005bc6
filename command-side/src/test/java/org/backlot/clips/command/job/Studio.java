// Why this file exists: one clip job in tests, with the workers, the clips, the clock and the people around it.
package org.backlot.clips.command.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipJobCommand.CancelJob;
import org.backlot.clips.api.ClipJobCommand.CreateJob;
import org.backlot.clips.api.ClipJobCommand.PauseJob;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RecordStepFailed;
import org.backlot.clips.api.ClipJobCommand.RecordStepSkipped;
import org.backlot.clips.api.ClipJobCommand.ResumeJob;
import org.backlot.clips.api.ClipJobCommand.RetryJob;
import org.backlot.clips.api.ClipJobCommand.SettleVersion;
import org.backlot.clips.api.ClipJobCommand.StartRetry;
import org.backlot.clips.api.ClipJobCommand.TimeOutStep;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.JobMode;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.SourceKind;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepUsage;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

final class Studio {
    static final JobId JOB = new JobId(new UUID(7, 1));
    static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(7, 2));
    static final AccountId EDITOR = new AccountId(new UUID(7, 3));
    static final Instant MORNING = Instant.parse("2026-11-20T06:00:00Z");
    static final RenderSettings PORTRAIT =
            RenderSettings.whole(AspectRatio.PORTRAIT, CaptionStyle.HIGHLIGHT_WORD, null);
    static final StepUsage USED = new StepUsage(4_000, 1_000_000);

    ClipJob state = ClipJob.unknown();
    Instant now = MORNING;
    RetryPolicies policies = RetryPolicies.standard();
    final List<ClipJobEvent> happened = new ArrayList<>();
    /** The ends of versions of which clips are still to hear, in their order; as the saga comes to them. */
    final Deque<SettleVersion> untold = new ArrayDeque<>();

    /** What a decision does with the present state on the present terms. */
    interface Decide {
        List<ClipJobEvent> by(ClipJob job, Terms terms);
    }

    List<ClipJobEvent> then(Decide decide) {
        var events = decide.by(state, new Terms(policies, now));
        events.forEach(event -> {
            state = state.evolve(event);
            happened.add(event);
            switch (event) {
                case StepCompleted done
                when done.kind() == StepKind.EXPORT ->
                    untold.add(new SettleVersion(JOB, done.stepId(), done.attempt()));
                case StepGivenUp end
                when end.clip() != null -> untold.add(new SettleVersion(JOB, end.stepId(), end.attempt()));
                default -> {}
            }
        });
        return events;
    }

    /** The next clip has taken note of how its version came out, where one has not. */
    List<ClipJobEvent> tellsNext() {
        return untold.isEmpty() ? List.of() : settles(untold.remove());
    }

    /** All clips have taken note. */
    List<ClipJobEvent> tellsAll() {
        var events = new ArrayList<ClipJobEvent>();
        while (!untold.isEmpty()) {
            events.addAll(tellsNext());
        }
        return events;
    }

    List<ClipJobEvent> settles(SettleVersion told) {
        return then((job, at) -> job.settle(told, at));
    }

    static CreateJob create(boolean startNow) {
        return create(JobSource.published(SourceKind.YOUTUBE, "https://youtu.be/dQw4w9WgXcQ"), startNow);
    }

    static CreateJob create(JobSource source, boolean startNow) {
        return new CreateJob(
                JOB, WORKSPACE, EDITOR, JobMode.VOD, source, new JobSettings(5, 15, 90, PORTRAIT, false), startNow);
    }

    static Studio begun() {
        return begun(create(true));
    }

    static Studio begun(CreateJob order) {
        var studio = new Studio();
        studio.then((job, now) -> job.create(order, now));
        return studio;
    }

    /** A job that has come to where its clips are rendered. */
    static Studio rendering(int clips) {
        var studio = begun();
        studio.analyzed();
        studio.completes(StepKind.CLIP_SELECT, null, clips);
        return studio;
    }

    /** A job whose clips can be looked at. */
    static Studio inReview(int clips) {
        var studio = rendering(clips);
        studio.rendersAll();
        studio.tellsAll();
        return studio;
    }

    /** Renders and exports what is asked for; no clip has heard of it. */
    void rendersAll() {
        allUnderWay().forEach(step -> completes(step.kind(), step.clip(), 0));
        allUnderWay().forEach(step -> completes(step.kind(), step.clip(), 0));
    }

    void analyzed() {
        completes(StepKind.INGEST);
        completes(StepKind.AUDIO_EXTRACT);
        completes(StepKind.SCENE_DETECT);
        completes(StepKind.FACE_TRACK);
        completes(StepKind.TRANSCRIBE);
        completes(StepKind.AUDIO_ANALYZE);
    }

    Progress progress() {
        return state.progress();
    }

    JobStatus status() {
        return progress().status();
    }

    Step step(StepKind kind) {
        return progress().only(kind).orElseThrow();
    }

    List<Step> allUnderWay() {
        return progress().steps().values().stream().filter(Step::underWay).toList();
    }

    List<ClipVersion> clips() {
        return progress().wanted();
    }

    List<ClipJobEvent> completes(StepKind kind) {
        return completes(kind, null, 0);
    }

    List<ClipJobEvent> completes(StepKind kind, @Nullable ClipVersion clip, int chosen) {
        var step = kind.perClip()
                ? progress().of(kind, Objects.requireNonNull(clip)).orElseThrow()
                : step(kind);
        return then((job, at) -> job.complete(done(step, chosen), at));
    }

    List<ClipJobEvent> fails(Step step, boolean retryable) {
        return then((job, at) -> job.fail(failed(step.id().value(), step.attempt(), retryable), at));
    }

    List<ClipJobEvent> skips(StepKind kind) {
        return then((job, at) ->
                job.skip(new RecordStepSkipped(JOB, step(kind).id(), step(kind).attempt(), "nothing there"), at));
    }

    List<ClipJobEvent> timesOut(Step step) {
        return then((job, at) -> job.timeOut(new TimeOutStep(JOB, step.id(), step.attempt()), at));
    }

    List<ClipJobEvent> retries(Step step) {
        return then((job, at) -> job.startRetry(new StartRetry(JOB, step.id(), step.attempt()), at));
    }

    List<ClipJobEvent> pauses() {
        return then((job, at) -> job.pause(new PauseJob(JOB, EDITOR, "the client calls"), at));
    }

    List<ClipJobEvent> resumes() {
        return then((job, at) -> job.resume(new ResumeJob(JOB, EDITOR, "the client agrees"), at));
    }

    List<ClipJobEvent> cancels() {
        return then((job, at) -> job.cancel(new CancelJob(JOB, EDITOR, "not needed any more"), at));
    }

    List<ClipJobEvent> ordersRetry() {
        return then((job, at) -> job.retry(new RetryJob(JOB, null, EDITOR, "the disk has room again"), at));
    }

    void later(Duration wait) {
        now = now.plus(wait);
    }

    static RecordStepCompleted done(Step step, int chosen) {
        var found = step.kind() == StepKind.INGEST
                ? List.of(new StepFact(StepFact.DURATION, "600000"))
                : List.<StepFact>of();
        return new RecordStepCompleted(
                JOB,
                step.id(),
                step.attempt(),
                List.of(new StepFile(step.kind().name(), WORKSPACE + "/steps/" + step.id() + ".bin")),
                found,
                USED,
                chosen(chosen));
    }

    static RecordStepFailed failed(UUID step, int attempt, boolean retryable) {
        return new RecordStepFailed(JOB, new StepId(step), attempt, "DISK_FULL", "no room", retryable, USED);
    }

    static List<SelectedClip> chosen(int count) {
        return IntStream.range(0, count)
                .mapToObj(place -> new SelectedClip(
                        place * 60_000L,
                        place * 60_000L + 30_000,
                        new ClipWords("Clip " + place, "", List.of()),
                        90 - place,
                        new ScoreParts(50, 50, 50, 50, 50)))
                .toList();
    }

    static List<StepKind> requested(List<ClipJobEvent> events) {
        return events.stream()
                .filter(StepRequested.class::isInstance)
                .map(event -> ((StepRequested) event).kind())
                .toList();
    }
}
