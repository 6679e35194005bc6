package org.backlot.clips.command.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.jspecify.annotations.Nullable;

/**
 * One decision about a job in the making: what has happened by it so far, and what follows. It always ends with
 * {@link #proceed}, which is the only place where work is asked for.
 */
final class Decision {
    private final List<ClipJobEvent> events = new ArrayList<>();
    private final RetryPolicies policies;
    private final Instant now;
    private Progress job;

    Decision(Progress job, Terms terms) {
        this.job = job;
        this.policies = terms.policies();
        this.now = terms.now();
    }

    void happens(ClipJobEvent event) {
        events.add(event);
        job = job.after(event);
    }

    List<ClipJobEvent> events() {
        return List.copyOf(events);
    }

    JobId jobId() {
        return job.facts().jobId();
    }

    JobStatus status() {
        return job.status();
    }

    boolean deleted() {
        return job.deleted();
    }

    boolean mayBegin() {
        return job.mayBegin();
    }

    /** An attempt has not come to a good end: the step waits for the next one, or is given up. */
    void endAttempt(StepId id, boolean retryable) {
        var step = job.step(id);
        var policy = policies.of(step.kind());
        if (retryable && step.attemptsMade() < policy.attempts()) {
            happens(new StepRetryScheduled(
                    jobId(),
                    id,
                    step.kind(),
                    step.clip(),
                    step.attempt() + 1,
                    now.plus(policy.pauseAfter(step.attemptsMade())),
                    now));
        } else {
            happens(new StepGivenUp(
                    jobId(), id, step.kind(), step.clip(), step.attempt(), step.code(), step.message(), now));
        }
    }

    /** Asks for all work that is due now, and says where that leaves the job. */
    void proceed() {
        failIfNeeded();
        for (var next = next(); next.isPresent(); next = next()) {
            happens(next.get());
        }
        reachReview();
    }

    private Optional<ClipJobEvent> next() {
        if (!job.mayBegin()) {
            return Optional.empty();
        }
        return Stream.of(nextOfJob(), nextRetry(), nextOfClips())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<ClipJobEvent> nextOfJob() {
        return StepGraph.ONCE_PER_JOB.stream()
                .filter(kind -> job.only(kind).isEmpty())
                .filter(kind -> StepGraph.before(kind).stream()
                        .allMatch(before -> job.only(before).filter(Step::ended).isPresent()))
                .map(this::requestedOrSkipped)
                .findFirst();
    }

    private ClipJobEvent requestedOrSkipped(StepKind kind) {
        boolean falls = StepGraph.before(kind).stream()
                .flatMap(before -> job.only(before).stream())
                .anyMatch(before -> !before.isDone()
                        && StepGraph.fallsWith(kind, before.kind(), job.facts().source()));
        return falls
                ? new StepSkipped(jobId(), kind.idIn(jobId(), null), kind, null, 1, "the material has no sound", now)
                : request(kind, null, 1);
    }

    private Optional<ClipJobEvent> nextRetry() {
        return job.waiting().stream()
                .filter(step -> Progress.isDue(step, now))
                .map(step -> request(step.kind(), step.clip(), step.attempt()))
                .findFirst();
    }

    private Optional<ClipJobEvent> nextOfClips() {
        return job.wanted().stream()
                .flatMap(clip -> job.of(StepKind.RENDER, clip)
                        .map(render ->
                                render.isDone() && job.of(StepKind.EXPORT, clip).isEmpty()
                                        ? Stream.of(request(StepKind.EXPORT, clip, 1))
                                        : Stream.<ClipJobEvent>empty())
                        .orElseGet(() -> Stream.of(request(StepKind.RENDER, clip, 1))))
                .findFirst();
    }

    private ClipJobEvent request(StepKind kind, @Nullable ClipVersion clip, int attempt) {
        var facts = job.facts();
        return new StepRequested(
                jobId(),
                facts.workspaceId(),
                kind.idIn(jobId(), clip),
                kind,
                clip,
                attempt,
                inputsOf(kind, clip),
                settingsOf(kind, clip).json(),
                now.plus(policies.patience()).plus(policies.of(kind).timeout()),
                now);
    }

    private List<StepFile> inputsOf(StepKind kind, @Nullable ClipVersion clip) {
        return StepGraph.reads(kind).stream()
                .flatMap(read -> Optional.ofNullable(clip)
                        .filter(_ -> read.perClip())
                        .map(version -> job.of(read, version))
                        .orElseGet(() -> job.only(read))
                        .stream())
                .flatMap(step -> step.outputs().stream())
                .toList();
    }

    private StepSettings settingsOf(StepKind kind, @Nullable ClipVersion clip) {
        return switch (kind) {
            case INGEST -> new StepSettings.Ingest(job.facts().source());
            case CLIP_SELECT -> {
                var duration = job.durationMillis();
                yield StepSettings.select(job.facts().settings(), duration.isPresent() ? duration.getAsLong() : null);
            }
            case RENDER, EXPORT -> {
                var version = Optional.ofNullable(clip).map(job.versions()::get).orElseThrow();
                yield StepSettings.Render.of(version.selected(), version.render());
            }
            case AUDIO_EXTRACT, TRANSCRIBE, SCENE_DETECT, FACE_TRACK, AUDIO_ANALYZE -> new StepSettings.Plain();
        };
    }

    // Without one of these there is nothing to choose from; the clips themselves do without each other.
    private void failIfNeeded() {
        if (!job.status().running()) {
            return;
        }
        job.givenUp().stream()
                .filter(step -> !step.kind().perClip())
                .findFirst()
                .ifPresent(step -> happens(new ClipJobFailed(
                        jobId(), step.code(), step.kind() + " was given up: " + step.message(), now)));
    }

    private void reachReview() {
        boolean rendering = job.status() == JobStatus.RENDERING || job.status() == JobStatus.CLIPS_GENERATED;
        if (!rendering || !job.mayBegin() || !job.wanted().stream().allMatch(this::isSettled)) {
            return;
        }
        int ready = Math.toIntExact(job.wanted().stream().filter(this::isReady).count());
        int givenUp = job.wanted().size() - ready;
        happens(
                ready == 0 && givenUp > 0
                        ? new ClipJobFailed(jobId(), "NO_CLIP_RENDERED", "none of the clips could be rendered", now)
                        : new ReviewReached(jobId(), ready, givenUp, now));
    }

    private boolean isReady(ClipVersion clip) {
        return job.of(StepKind.EXPORT, clip).filter(Step::isDone).isPresent();
    }

    // Who reads that the job is in review goes on to its clips: they must know what there is of them.
    private boolean isSettled(ClipVersion clip) {
        boolean cameOut = Stream.of(StepKind.RENDER, StepKind.EXPORT)
                .flatMap(kind -> job.of(kind, clip).stream())
                .anyMatch(Step::endsItsVersion);
        return cameOut && !job.untold().contains(clip);
    }
}
