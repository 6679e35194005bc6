package org.backlot.clips.command.job;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.backlot.clips.api.ClipJobCommand.BeginPublishing;
import org.backlot.clips.api.ClipJobCommand.CancelJob;
import org.backlot.clips.api.ClipJobCommand.CompleteJob;
import org.backlot.clips.api.ClipJobCommand.CreateJob;
import org.backlot.clips.api.ClipJobCommand.DropClip;
import org.backlot.clips.api.ClipJobCommand.OrderVersion;
import org.backlot.clips.api.ClipJobCommand.PauseJob;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RecordStepFailed;
import org.backlot.clips.api.ClipJobCommand.RecordStepSkipped;
import org.backlot.clips.api.ClipJobCommand.RecordStepStarted;
import org.backlot.clips.api.ClipJobCommand.RemoveJobWork;
import org.backlot.clips.api.ClipJobCommand.ResumeJob;
import org.backlot.clips.api.ClipJobCommand.RetryJob;
import org.backlot.clips.api.ClipJobCommand.SettleVersion;
import org.backlot.clips.api.ClipJobCommand.StartJob;
import org.backlot.clips.api.ClipJobCommand.StartRetry;
import org.backlot.clips.api.ClipJobCommand.TimeOutStep;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipDropped;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCompleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.ClipJobEvent.ClipJobStarted;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.JobWorkRemoved;
import org.backlot.clips.api.ClipJobEvent.PublishingBegun;
import org.backlot.clips.api.ClipJobEvent.RetryOrdered;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipJobEvent.VersionOrdered;
import org.backlot.clips.api.ClipJobEvent.VersionSettled;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.JobWork;
import org.backlot.clips.api.PlannedClip;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepStanding;
import org.backlot.clips.api.StepUsage;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;

/**
 * The life of a clip job (CLP-1, CLP-2). Results, deadlines and orders of people come in as commands, in any order and as
 * often as they like. Whatever they change, the same decision asks for all work that is due from then on: so a job never
 * waits for anything but an attempt with a deadline, a person, its turn, or a clip that is about to hear how its version
 * came out.
 */
sealed interface ClipJob {
    record Unknown() implements ClipJob {}

    /** A job there is; see {@link Progress} for how far it is. */
    record Known(Progress progress) implements ClipJob {}

    static ClipJob unknown() {
        return new Unknown();
    }

    default ClipJob evolve(ClipJobEvent event) {
        return switch (this) {
            case Unknown _ when event instanceof ClipJobCreated created -> new Known(Progress.of(created));
            case Unknown _ -> throw new IllegalStateException("the log begins a job with " + event);
            case Known known -> new Known(known.progress().after(event));
        };
    }

    /**
     * Begins a job; the very same request again does nothing.
     *
     * @throws Rejection {@code ID_TAKEN}
     */
    default List<ClipJobEvent> create(CreateJob command, Terms terms) {
        var created = new ClipJobCreated(
                command.jobId(),
                command.workspaceId(),
                command.createdBy(),
                command.mode(),
                command.source(),
                command.settings(),
                terms.now());
        return switch (this) {
            case Unknown _ -> {
                var decision = new Decision(Progress.of(created), terms);
                if (command.startNow()) {
                    decision.happens(new ClipJobStarted(command.jobId(), terms.now()));
                }
                decision.proceed();
                var events = new ArrayList<ClipJobEvent>();
                events.add(created);
                events.addAll(decision.events());
                yield List.copyOf(events);
            }
            case Known known -> {
                if (!known.progress().facts().equals(Progress.of(created).madeAt(known.progress()))) {
                    throw Rejection.of(CommonRejection.ID_TAKEN).at("jobId");
                }
                yield List.of();
            }
        };
    }

    /** The job's turn came; nothing where it waits no more. */
    default List<ClipJobEvent> start(StartJob command, Terms terms) {
        var decision = decision(terms);
        if (decision.status() == JobStatus.CREATED && !decision.deleted()) {
            decision.happens(new ClipJobStarted(command.jobId(), terms.now()));
            decision.proceed();
        }
        return decision.events();
    }

    /** What a worker hears who wants to begin an attempt. */
    default StepStanding standing(RecordStepStarted command) {
        var step = progress().step(command.stepId());
        if (!step.underWay() || step.attempt() != command.attempt()) {
            return StepStanding.DROP;
        }
        return step.phase() == Step.Phase.STARTED ? StepStanding.BEGUN_BEFORE : StepStanding.RUN;
    }

    default List<ClipJobEvent> begin(RecordStepStarted command, Terms terms) {
        if (standing(command) != StepStanding.RUN) {
            return List.of();
        }
        var step = progress().step(command.stepId());
        var deadline = terms.now().plus(terms.policies().of(step.kind()).timeout());
        return List.of(new StepStarted(
                command.jobId(),
                step.id(),
                step.kind(),
                step.clip(),
                step.attempt(),
                command.worker(),
                deadline,
                terms.now()));
    }

    /**
     * An attempt was done; nothing for any attempt but the one under way.
     *
     * @throws Rejection {@code RESULT_KEY_REFUSED}, {@code STEP_UNKNOWN}
     */
    default List<ClipJobEvent> complete(RecordStepCompleted command, Terms terms) {
        var decision = decision(terms);
        var attempt = progress().attempt(command.stepId(), command.attempt());
        if (attempt.isEmpty()) {
            return List.of();
        }
        var step = attempt.get();
        requireOwnKeys(command);
        if (step.kind() == StepKind.CLIP_SELECT) {
            var flaw = flawOf(command.clips());
            if (flaw.isPresent()) {
                wentWrong(decision, step, "SELECTION_INVALID", flaw.get(), false, command.usage(), terms);
                return decision.events();
            }
        }
        decision.happens(new StepCompleted(
                command.jobId(),
                step.id(),
                step.kind(),
                step.clip(),
                step.attempt(),
                command.outputs(),
                command.facts(),
                command.usage(),
                CostRates.micros(command.usage()),
                terms.now()));
        if (step.kind() == StepKind.CLIP_SELECT) {
            decision.happens(selected(command, terms));
        }
        decision.proceed();
        return decision.events();
    }

    /** An attempt went wrong; nothing for any attempt but the one under way. */
    default List<ClipJobEvent> fail(RecordStepFailed command, Terms terms) {
        var decision = decision(terms);
        progress()
                .attempt(command.stepId(), command.attempt())
                .ifPresent(step -> wentWrong(
                        decision,
                        step,
                        command.code(),
                        command.message(),
                        command.retryable(),
                        command.usage(),
                        terms));
        return decision.events();
    }

    /** There was nothing to do. A step that the job cannot do without has failed by it. */
    default List<ClipJobEvent> skip(RecordStepSkipped command, Terms terms) {
        var decision = decision(terms);
        progress().attempt(command.stepId(), command.attempt()).ifPresent(step -> {
            if (step.kind().mayBeSkipped()) {
                decision.happens(new StepSkipped(
                        command.jobId(),
                        step.id(),
                        step.kind(),
                        step.clip(),
                        step.attempt(),
                        command.reason(),
                        terms.now()));
                decision.proceed();
            } else {
                wentWrong(decision, step, "NOT_SKIPPABLE", command.reason(), false, StepUsage.NONE, terms);
            }
        });
        return decision.events();
    }

    /**
     * Nobody has told the end of an attempt; nothing where it has ended.
     *
     * @throws Rejection {@code STEP_NOT_DUE} with {@code dueAt} where the attempt has more time
     */
    default List<ClipJobEvent> timeOut(TimeOutStep command, Terms terms) {
        var decision = decision(terms);
        progress().attempt(command.stepId(), command.attempt()).ifPresent(step -> {
            requireDue(step, terms);
            decision.happens(new StepTimedOut(
                    command.jobId(), step.id(), step.kind(), step.clip(), step.attempt(), terms.now()));
            decision.endAttempt(step.id(), true);
            decision.proceed();
        });
        return decision.events();
    }

    /**
     * The pause before an attempt is over; nothing where it was begun, or while nothing may begin: then it is asked for
     * together with whatever else is due once things go on.
     *
     * @throws Rejection {@code STEP_NOT_DUE} with {@code dueAt}
     */
    default List<ClipJobEvent> startRetry(StartRetry command, Terms terms) {
        var decision = decision(terms);
        var step = progress().step(command.stepId());
        if (step.isWaiting() && step.attempt() == command.attempt() && decision.mayBegin()) {
            requireDue(step, terms);
            decision.proceed();
        }
        return decision.events();
    }

    /** @throws Rejection {@code JOB_ENDED}, {@code JOB_PAUSED}, {@code NOT_FOUND} */
    default List<ClipJobEvent> pause(PauseJob command, Terms terms) {
        var job = present();
        if (!job.status().cancellable()) {
            throw ended(job);
        }
        if (job.paused()) {
            throw Rejection.of(ClipsRejection.JOB_PAUSED);
        }
        return List.of(new ClipJobPaused(command.jobId(), command.by(), command.reason(), terms.now()));
    }

    /** @throws Rejection {@code JOB_NOT_PAUSED}, {@code NOT_FOUND} */
    default List<ClipJobEvent> resume(ResumeJob command, Terms terms) {
        if (!present().paused()) {
            throw Rejection.of(ClipsRejection.JOB_NOT_PAUSED);
        }
        var decision = decision(terms);
        decision.happens(new ClipJobResumed(command.jobId(), command.by(), command.reason(), terms.now()));
        decision.proceed();
        return decision.events();
    }

    /**
     * Tries again what was given up.
     *
     * @throws Rejection {@code STEP_UNKNOWN}, {@code STEP_NOT_FAILED}, {@code NOTHING_TO_RETRY}, {@code JOB_ENDED},
     *     {@code SOURCE_GONE}, {@code NOT_FOUND}
     */
    default List<ClipJobEvent> retry(RetryJob command, Terms terms) {
        var job = withItsWork();
        if (job.status() == JobStatus.CANCELLED || job.status() == JobStatus.PUBLISHING) {
            throw ended(job);
        }
        var wanted = Optional.ofNullable(command.stepId());
        var steps = wanted.map(id -> List.of(job.step(id))).orElseGet(job::givenUp);
        if (steps.isEmpty()) {
            throw Rejection.of(ClipsRejection.NOTHING_TO_RETRY);
        }
        if (!steps.stream().allMatch(Step::isGivenUp)) {
            throw Rejection.of(ClipsRejection.STEP_NOT_FAILED).at("stepId");
        }
        var decision = decision(terms);
        decision.happens(new RetryOrdered(
                command.jobId(),
                steps.stream().map(Step::id).toList(),
                job.statusAgain(),
                command.by(),
                command.reason(),
                terms.now()));
        decision.proceed();
        return decision.events();
    }

    /**
     * Stops a job that waits or runs, puts one away that has ended.
     *
     * @throws Rejection {@code JOB_ENDED} while it is being published, {@code NOT_FOUND}
     */
    default List<ClipJobEvent> cancel(CancelJob command, Terms terms) {
        var job = progress();
        if (job.deleted()) {
            return List.of();
        }
        if (job.status().cancellable()) {
            return List.of(
                    new ClipJobCancelled(command.jobId(), job.underWay(), command.by(), command.reason(), terms.now()));
        }
        if (job.status() == JobStatus.PUBLISHING) {
            throw ended(job);
        }
        return List.of(
                new ClipJobDeleted(command.jobId(), job.underWay(), command.by(), command.reason(), terms.now()));
    }

    /**
     * Has another version of a clip made; the very same order again does nothing.
     *
     * @throws Rejection {@code JOB_ENDED}, {@code SOURCE_GONE}, {@code CLIP_DELETED}, {@code VERSION_NOT_NEXT}, {@code
     *     NOT_FOUND}
     */
    default List<ClipJobEvent> order(OrderVersion command, Terms terms) {
        var job = withItsWork();
        if (job.status() == JobStatus.CANCELLED || job.status() == JobStatus.PUBLISHING) {
            throw ended(job);
        }
        if (job.dropped().contains(command.clip().clipId())) {
            throw Rejection.of(ClipsRejection.CLIP_DELETED);
        }
        var known = Optional.ofNullable(job.versions().get(command.clip()));
        if (known.filter(version -> version.render().equals(command.render())).isPresent()) {
            return List.of();
        }
        int newest = job.newestVersionOf(command.clip().clipId());
        if (newest == 0) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        if (command.clip().version() != newest + 1) {
            throw Rejection.of(ClipsRejection.VERSION_NOT_NEXT);
        }
        var decision = decision(terms);
        decision.happens(new VersionOrdered(
                command.jobId(), command.clip(), command.render(), command.by(), command.reason(), terms.now()));
        decision.proceed();
        return decision.events();
    }

    /**
     * A clip has taken note of how its version came out. Clips are told in the order in which versions came out: with this
     * one all are settled that came out before, also those of which nobody will say so any more.
     */
    default List<ClipJobEvent> settle(SettleVersion command, Terms terms) {
        var decision = decision(terms);
        var settled = progress().toldBy(command.stepId(), command.attempt());
        if (!settled.isEmpty()) {
            settled.forEach(clip -> decision.happens(new VersionSettled(command.jobId(), clip, terms.now())));
            decision.proceed();
        }
        return decision.events();
    }

    /** Does nothing more for a clip. */
    default List<ClipJobEvent> drop(DropClip command, Terms terms) {
        var decision = decision(terms);
        var job = progress();
        if (job.status() != JobStatus.CANCELLED
                && !job.dropped().contains(command.clipId())
                && job.newestVersionOf(command.clipId()) > 0) {
            decision.happens(new ClipDropped(
                    command.jobId(), command.clipId(), job.underWayFor(command.clipId()), command.by(), terms.now()));
            decision.proceed();
        }
        return decision.events();
    }

    /** @throws Rejection {@code JOB_ENDED} unless it is in review, {@code NOT_FOUND} */
    default List<ClipJobEvent> publish(BeginPublishing command, Terms terms) {
        return switch (present().status()) {
            case PUBLISHING -> List.of();
            case REVIEW -> List.of(new PublishingBegun(command.jobId(), terms.now()));
            default -> throw ended(present());
        };
    }

    /** @throws Rejection {@code JOB_ENDED} unless it is in review or being published, {@code NOT_FOUND} */
    default List<ClipJobEvent> finish(CompleteJob command, Terms terms) {
        return switch (present().status()) {
            case COMPLETED -> List.of();
            case REVIEW, PUBLISHING -> List.of(new ClipJobCompleted(command.jobId(), terms.now()));
            default -> throw ended(present());
        };
    }

    /**
     * Removes the recording and what was found in it: of a job that was put away at once, of another once it has been at
     * rest long enough. Nothing where that was done, or while the job waits, runs or is published.
     *
     * @throws Rejection {@code WORK_NOT_DUE} with {@code dueAt}
     */
    default List<ClipJobEvent> removeWork(RemoveJobWork command, Terms terms) {
        var job = progress();
        boolean needed = job.status().cancellable() || job.status() == JobStatus.PUBLISHING;
        if (job.rest().removedFor().isPresent() || (needed && !job.deleted())) {
            return List.of();
        }
        if (!job.deleted()) {
            var due = job.busyUntil().orElseGet(() -> job.rest().since().plus(command.keptFor()));
            if (terms.now().isBefore(due)) {
                throw Rejection.of(ClipsRejection.WORK_NOT_DUE).with("dueAt", due);
            }
        }
        return List.of(new JobWorkRemoved(
                command.jobId(),
                job.facts().workspaceId(),
                work().folders(),
                job.deleted() ? RemovalReason.JOB_PUT_AWAY : RemovalReason.RETENTION,
                terms.now()));
    }

    /** What the job was made of and has made besides clips. */
    default JobWork work() {
        var job = progress();
        var facts = job.facts();
        return new JobWork(
                facts.workspaceId(),
                job.rest().removedFor().orElse(null),
                Stream.of(StepKind.values())
                        .filter(kind -> !kind.perClip())
                        .map(kind -> StorageFolder.of(
                                facts.workspaceId(),
                                "jobs",
                                facts.jobId().toString(),
                                kind.idIn(facts.jobId(), null).toString()))
                        .toList(),
                Stream.of(facts.source().fileKey(), facts.source().captionsKey())
                        .flatMap(Stream::ofNullable)
                        .flatMap(key -> StorageKey.assetAt(key).stream())
                        .toList());
    }

    /** Where the job stands; {@code NOT_FOUND} where there is none. */
    default Progress progress() {
        return switch (this) {
            case Unknown _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Known known -> known.progress();
        };
    }

    private Progress present() {
        var job = progress();
        if (job.deleted()) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        return job;
    }

    private Progress withItsWork() {
        var job = present();
        job.rest().removedFor().ifPresent(reason -> {
            throw Rejection.of(ClipsRejection.SOURCE_GONE).with("removedFor", reason);
        });
        return job;
    }

    private Decision decision(Terms terms) {
        return new Decision(progress(), terms);
    }

    private static void wentWrong(
            Decision decision,
            Step step,
            String code,
            String message,
            boolean retryable,
            StepUsage usage,
            Terms terms) {
        decision.happens(new StepFailed(
                decision.jobId(),
                step.id(),
                step.kind(),
                step.clip(),
                step.attempt(),
                code,
                message,
                retryable,
                usage,
                CostRates.micros(usage),
                terms.now()));
        decision.endAttempt(step.id(), retryable);
        decision.proceed();
    }

    private void requireOwnKeys(RecordStepCompleted command) {
        var prefix = progress().facts().workspaceId() + "/";
        if (!command.outputs().stream().allMatch(file -> file.key().startsWith(prefix))) {
            throw Rejection.of(ClipsRejection.RESULT_KEY_REFUSED).with("expected", prefix);
        }
    }

    // Whoever chooses is a program of ours or a model behind it; what it says is checked like anybody's word.
    private Optional<String> flawOf(List<SelectedClip> clips) {
        var settings = progress().facts().settings();
        if (clips.isEmpty()) {
            return Optional.of("nothing was chosen");
        }
        if (clips.size() > settings.maxClips()) {
            return Optional.of("more was chosen than was asked for");
        }
        long longest = progress().durationMillis().orElse(Long.MAX_VALUE);
        boolean fit = clips.stream().allMatch(clip -> {
            long length = clip.endMillis() - clip.startMillis();
            return clip.endMillis() <= longest
                    && length >= settings.shortestMillis()
                    && length <= settings.longestMillis();
        });
        return fit ? Optional.empty() : Optional.of("a clip is too short, too long or beyond the end");
    }

    private ClipsSelected selected(RecordStepCompleted command, Terms terms) {
        var facts = progress().facts();
        var planned = new ArrayList<PlannedClip>();
        for (var clip : command.clips()) {
            planned.add(new PlannedClip(clipIdOf(command.jobId(), planned.size() + 1), clip));
        }
        return new ClipsSelected(
                command.jobId(), facts.workspaceId(), planned, facts.settings().render(), terms.now());
    }

    // Follows from the job and the rank, so that no chance enters a decision.
    private static ClipId clipIdOf(JobId job, int rank) {
        return new ClipId(UUID.nameUUIDFromBytes((job + "/clip/" + rank).getBytes(StandardCharsets.UTF_8)));
    }

    private static void requireDue(Step step, Terms terms) {
        if (terms.now().isBefore(step.due())) {
            throw Rejection.of(ClipsRejection.STEP_NOT_DUE).with("dueAt", step.due());
        }
    }

    private static Rejection ended(Progress job) {
        return Rejection.of(ClipsRejection.JOB_ENDED)
                .with("status", job.status().wireName());
    }
}
