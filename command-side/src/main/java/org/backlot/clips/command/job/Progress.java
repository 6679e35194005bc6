package org.backlot.clips.command.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCompleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.ClipJobEvent.ClipJobStarted;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.JobWorkRemoved;
import org.backlot.clips.api.ClipJobEvent.PublishingBegun;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipJobEvent.VersionOrdered;
import org.backlot.clips.api.ClipJobEvent.VersionSettled;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepKind;
import org.backlot.media.api.RemovalReason;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.StepId;

/**
 * How far a job is: what follows from its events.
 *
 * @param steps those that were ever asked for or skipped, in that order
 * @param versions what is to be made, in the order in which it was wanted
 * @param untold the versions that have come out and of which their clips have not taken note yet, in the order in which
 *     they came out
 * @param dropped the clips for which nothing more is done
 * @param rest since when nothing has happened, and what is left
 */
record Progress(
        ClipJobCreated facts,
        JobStatus status,
        boolean paused,
        boolean deleted,
        Map<StepId, Step> steps,
        Map<ClipVersion, Version> versions,
        List<ClipVersion> untold,
        Set<ClipId> dropped,
        Rest rest) {
    /** What one version of a clip is made of. */
    record Version(SelectedClip selected, RenderSettings render) {}

    /**
     * How long a job has been at rest.
     *
     * @param removedFor why its recording and what was found in it were removed; empty while they are there
     */
    record Rest(Instant since, Optional<RemovalReason> removedFor) {}

    static Progress of(ClipJobCreated facts) {
        return new Progress(
                facts,
                JobStatus.CREATED,
                false,
                false,
                Map.of(),
                Map.of(),
                List.of(),
                Set.of(),
                new Rest(facts.at(), Optional.empty()));
    }

    /** The facts of this job as if they had become known when those of another did. */
    ClipJobCreated madeAt(Progress other) {
        return new ClipJobCreated(
                facts.jobId(),
                facts.workspaceId(),
                facts.createdBy(),
                facts.mode(),
                facts.source(),
                facts.settings(),
                other.facts.at());
    }

    Progress after(ClipJobEvent event) {
        var then = changed(event);
        return new Progress(
                then.facts,
                status.after(event),
                then.paused,
                then.deleted,
                then.steps,
                then.versions,
                then.untold,
                then.dropped,
                new Rest(event.at(), then.rest.removedFor()));
    }

    private Progress changed(ClipJobEvent event) {
        return switch (event) {
            case StepRequested e -> with(requested(e));
            case StepSkipped e -> with(Step.skipped(e.stepId(), e.kind(), e.clip(), e.attempt(), e.at()));
            case StepStarted e -> with(step(e.stepId()).begun(e.deadline()));
            case StepCompleted e -> ended(step(e.stepId()).done(e.outputs(), e.facts()));
            case StepFailed e -> with(step(e.stepId()).wentWrong(e.code(), e.message()));
            case StepTimedOut e -> with(step(e.stepId()).wentWrong("TIMED_OUT", "nobody told its end in time"));
            case StepRetryScheduled e -> with(step(e.stepId()).waitsFor(e.attempt(), e.dueAt()));
            case StepGivenUp e -> ended(step(e.stepId()).in(Step.Phase.GIVEN_UP));
            case ClipsSelected e -> chosen(e);
            case VersionOrdered e -> ordered(e);
            case RetryOrdered e -> orderedAgain(e);
            case VersionSettled e -> stillUntold(version -> !version.equals(e.clip()));
            case ClipDropped e -> without(e.clipId());
            case ClipJobCancelled _ -> withSteps(step -> !step.ended(), step -> step.in(Step.Phase.CANCELLED));
            case JobWorkRemoved e ->
                new Progress(
                        facts,
                        status,
                        paused,
                        deleted,
                        steps,
                        versions,
                        untold,
                        dropped,
                        new Rest(e.at(), Optional.of(e.reason())));
            case ClipJobPaused _ -> pausedOr(true);
            case ClipJobResumed _ -> pausedOr(false);
            case ClipJobDeleted _ ->
                new Progress(facts, status, paused, true, steps, versions, untold, dropped, rest)
                        .withSteps(step -> !step.ended(), step -> step.in(Step.Phase.CANCELLED));
            // In older logs a job did not wait for its clips, and no version was settled one by one.
            case ReviewReached _, ClipJobFailed _ -> stillUntold(_ -> false);
            case ClipJobCreated _, ClipJobStarted _, PublishingBegun _, ClipJobCompleted _ -> this;
        };
    }

    private Step requested(StepRequested event) {
        int first = Optional.ofNullable(steps.get(event.stepId()))
                .map(Step::firstOfRound)
                .orElse(1);
        return Step.requested(event.stepId(), event.kind(), event.clip(), event.attempt(), first, event.deadline());
    }

    private Progress chosen(ClipsSelected event) {
        var all = new LinkedHashMap<>(versions);
        event.clips()
                .forEach(clip ->
                        all.put(new ClipVersion(clip.clipId(), 1), new Version(clip.selected(), event.render())));
        return new Progress(facts, status, paused, deleted, steps, all, untold, dropped, rest);
    }

    private Progress ordered(VersionOrdered event) {
        var all = new LinkedHashMap<>(versions);
        var first = Optional.ofNullable(
                        versions.get(new ClipVersion(event.clip().clipId(), 1)))
                .orElseThrow(() -> new IllegalStateException("the log orders a version of a clip that was not chosen"));
        all.put(event.clip(), new Version(first.selected(), event.render()));
        return new Progress(facts, status, paused, deleted, steps, all, untold, dropped, rest);
    }

    private Progress without(ClipId clip) {
        var gone = new HashSet<>(dropped);
        gone.add(clip);
        return new Progress(facts, status, paused, deleted, steps, versions, untold, gone, rest)
                .stillUntold(version -> !version.clipId().equals(clip))
                .withSteps(step -> isFor(step, clip) && !step.ended(), step -> step.in(Step.Phase.CANCELLED));
    }

    private Progress orderedAgain(RetryOrdered event) {
        return withSteps(step -> event.steps().contains(step.id()), step -> step.orderedAgain(event.at()))
                .stillUntold(version -> event.steps().stream().noneMatch(id -> version.equals(step(id).clip())));
    }

    private Progress ended(Step step) {
        var then = with(step);
        return Optional.ofNullable(step.clip())
                .filter(_ -> step.endsItsVersion())
                .map(version -> then.withUntold(
                        Stream.concat(untold.stream(), Stream.of(version)).toList()))
                .orElse(then);
    }

    private Progress stillUntold(Predicate<ClipVersion> which) {
        return withUntold(untold.stream().filter(which).toList());
    }

    private Progress withUntold(List<ClipVersion> all) {
        return new Progress(facts, status, paused, deleted, steps, versions, all, dropped, rest);
    }

    private Progress pausedOr(boolean now) {
        return new Progress(facts, status, now, deleted, steps, versions, untold, dropped, rest);
    }

    private Progress with(Step step) {
        var all = new LinkedHashMap<>(steps);
        all.put(step.id(), step);
        return new Progress(facts, status, paused, deleted, all, versions, untold, dropped, rest);
    }

    private Progress withSteps(Predicate<Step> which, UnaryOperator<Step> change) {
        var all = new LinkedHashMap<>(steps);
        all.replaceAll((_, step) -> which.test(step) ? change.apply(step) : step);
        return new Progress(facts, status, paused, deleted, all, versions, untold, dropped, rest);
    }

    /** The step; {@code STEP_UNKNOWN} where this job has asked for none of that id. */
    Step step(StepId id) {
        return Optional.ofNullable(steps.get(id)).orElseThrow(() -> Rejection.of(ClipsRejection.STEP_UNKNOWN));
    }

    /** The step, where that very attempt is under way. */
    Optional<Step> attempt(StepId id, int attempt) {
        return Optional.of(step(id)).filter(step -> step.underWay() && step.attempt() == attempt);
    }

    /** The step that is done once per job, where it was asked for or skipped. */
    Optional<Step> only(StepKind kind) {
        return Optional.ofNullable(steps.get(kind.idIn(facts.jobId(), null)));
    }

    Optional<Step> of(StepKind kind, ClipVersion clip) {
        return Optional.ofNullable(steps.get(kind.idIn(facts.jobId(), clip)));
    }

    List<AttemptAt> underWay() {
        return attempts(steps.values(), Step::underWay);
    }

    List<AttemptAt> underWayFor(ClipId clip) {
        return attempts(steps.values(), step -> step.underWay() && isFor(step, clip));
    }

    List<Step> givenUp() {
        return steps.values().stream().filter(Step::isGivenUp).toList();
    }

    List<Step> waiting() {
        return steps.values().stream().filter(Step::isWaiting).toList();
    }

    /** What is to be made and was not dropped. */
    List<ClipVersion> wanted() {
        return versions.keySet().stream()
                .filter(version -> !dropped.contains(version.clipId()))
                .toList();
    }

    /**
     * Of whose versions their clips have taken note once one clip knows what came of this attempt. Nothing where no version
     * came out by it: it is another attempt that counts, the clip is gone, or nothing more becomes of the job.
     */
    List<ClipVersion> toldBy(StepId id, int attempt) {
        if (deleted || status == JobStatus.CANCELLED) {
            return List.of();
        }
        return Optional.ofNullable(steps.get(id))
                .filter(step -> step.endsItsVersion() && step.attempt() == attempt)
                .map(Step::clip)
                .map(version -> untold.subList(0, untold.indexOf(version) + 1))
                .orElse(List.of());
    }

    /** The number of a clip's newest version; 0 where the job has no such clip. */
    int newestVersionOf(ClipId clip) {
        return versions.keySet().stream()
                .filter(version -> version.clipId().equals(clip))
                .mapToInt(ClipVersion::version)
                .max()
                .orElse(0);
    }

    /** How long the material is, once that is known. */
    OptionalLong durationMillis() {
        return only(StepKind.INGEST)
                .flatMap(step -> step.fact(StepFact.DURATION))
                .filter(text -> text.matches("[0-9]{1,12}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElseGet(OptionalLong::empty);
    }

    /** Where the job stands once what was given up is tried again. */
    JobStatus statusAgain() {
        if (only(StepKind.INGEST).filter(Step::ended).isEmpty()) {
            return JobStatus.INGESTING;
        }
        return only(StepKind.CLIP_SELECT).filter(Step::ended).isEmpty() ? JobStatus.ANALYZING : JobStatus.RENDERING;
    }

    /** Whether anything may be begun at the moment. */
    boolean mayBegin() {
        return status.running() && !paused && !deleted;
    }

    /** When all that is under way is over, if nobody tells its end; empty where nothing is. */
    Optional<Instant> busyUntil() {
        return steps.values().stream().filter(Step::underWay).map(Step::due).max(Comparator.naturalOrder());
    }

    private static boolean isFor(Step step, ClipId clip) {
        return step.clip() != null && step.clip().clipId().equals(clip);
    }

    private static List<AttemptAt> attempts(Collection<Step> steps, Predicate<Step> which) {
        var found = new ArrayList<AttemptAt>();
        steps.stream().filter(which).map(Step::current).forEach(found::add);
        return List.copyOf(found);
    }

    /** Whether the pause before a step's next attempt is over. */
    static boolean isDue(Step step, Instant now) {
        return step.isWaiting() && !now.isBefore(step.due());
    }
}
