// Why this file exists: results, deadlines and people come in any order and more than once. No order of them may
// leave a job waiting for nothing, do a finished step again, or let a cancelled job ask for work.
package org.backlot.clips.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.clips.command.job.Studio.EDITOR;
import static org.backlot.clips.command.job.Studio.JOB;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.backlot.clips.api.ClipJobCommand.DropClip;
import org.backlot.clips.api.ClipJobCommand.OrderVersion;
import org.backlot.clips.api.ClipJobCommand.RecordStepSkipped;
import org.backlot.clips.api.ClipJobCommand.RecordStepStarted;
import org.backlot.clips.api.ClipJobCommand.SettleVersion;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobPaused;
import org.backlot.clips.api.ClipJobEvent.ClipJobResumed;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepSkipped;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepKind;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.StepId;

class ClipJobProperties {
    private static final int ACTIONS = 18;
    private static final int SPREAD = ACTIONS * 8;
    private static final int MOST_ROUNDS = 60;

    @Property(tries = 400)
    @Label("CLP-1 CLP-2: whatever comes in whatever order, a job that is not cancelled can be brought to its end")
    void never_stuck(@ForAll @Size(max = 90) List<@IntRange(max = SPREAD - 1) Integer> actions) {
        var studio = after(actions);
        if (studio.status() == JobStatus.CANCELLED || studio.progress().deleted()) {
            assertThat(studio.allUnderWay()).isEmpty();
            return;
        }
        for (int round = 0; running(studio); round++) {
            assertThat(round).as("rounds until review").isLessThan(MOST_ROUNDS);
            attempt(studio::resumes);
            if (studio.status() == JobStatus.FAILED) {
                studio.ordersRetry();
            }
            studio.later(Duration.ofHours(1));
            studio.progress().waiting().forEach(studio::retries);
            studio.allUnderWay()
                    .forEach(step -> studio.then((job, now) ->
                            job.complete(Studio.done(step, step.kind() == StepKind.CLIP_SELECT ? 3 : 0), now)));
            studio.tellsAll();
        }
    }

    @Property(tries = 400)
    @Label(
            "CLP-2: at every moment a job that runs waits for an attempt with a deadline, a pause with an end, or a clip that is about to hear")
    void always_waits_for_something(@ForAll @Size(max = 90) List<@IntRange(max = SPREAD - 1) Integer> actions) {
        var studio = Studio.begun();
        for (int action : actions) {
            act(studio, action);
            if (studio.progress().mayBegin()) {
                assertThat(studio.untold.stream().anyMatch(told -> counts(studio, told))
                                || studio.progress().steps().values().stream()
                                        .anyMatch(step -> step.underWay() || step.isWaiting()))
                        .as(() -> studio.status() + " with " + studio.progress().steps())
                        .isTrue();
            }
        }
    }

    @Property(tries = 400)
    @Label(
            "CLP-7: whatever comes in whatever order, a job in review has no clip that does not know how its version came out")
    void review_comes_last(@ForAll @Size(max = 90) List<@IntRange(max = SPREAD - 1) Integer> actions) {
        var studio = Studio.rendering(3);
        for (int action : actions) {
            act(studio, action);
            if (studio.status() == JobStatus.REVIEW) {
                assertThat(studio.untold).noneMatch(told -> counts(studio, told));
            }
        }
    }

    @Property(tries = 400)
    @Label("CLP-2: a finished step is never asked for again, attempts are counted up, and each is asked for once")
    void nothing_twice(@ForAll @Size(max = 90) List<@IntRange(max = SPREAD - 1) Integer> actions) {
        var finished = new HashSet<StepId>();
        var attempts = new HashMap<StepId, Integer>();
        for (var event : after(actions).happened) {
            switch (event) {
                case StepRequested requested -> {
                    assertThat(finished).doesNotContain(requested.stepId());
                    int before = attempts.getOrDefault(requested.stepId(), 0);
                    assertThat(requested.attempt()).isEqualTo(before + 1);
                    attempts.put(requested.stepId(), requested.attempt());
                }
                case StepCompleted completed ->
                    assertThat(finished.add(completed.stepId())).isTrue();
                case StepSkipped skipped ->
                    assertThat(finished.add(skipped.stepId())).isTrue();
                default -> {}
            }
        }
    }

    @Property(tries = 400)
    @Label("CLP-1: between pause and resume, and after a cancel, no work is asked for")
    void holds_still(@ForAll @Size(max = 90) List<@IntRange(max = SPREAD - 1) Integer> actions) {
        boolean mayAsk = true;
        boolean over = false;
        for (var event : after(actions).happened) {
            switch (event) {
                case ClipJobPaused _ -> mayAsk = false;
                case ClipJobResumed _ -> mayAsk = true;
                case ClipJobCancelled _ -> over = true;
                case StepRequested requested ->
                    assertThat(mayAsk && !over).as(requested.toString()).isTrue();
                default -> {}
            }
        }
    }

    @Property(tries = 200)
    @Label(
            "CLP-2: a result told twice is told once, one of an earlier attempt not at all, and the state is what its events say")
    void repeats_do_nothing(@ForAll @Size(max = 40) List<@IntRange(max = SPREAD - 1) Integer> actions) {
        var studio = after(actions);
        for (var step : studio.allUnderWay()) {
            for (int earlier = 1; earlier < step.attempt(); earlier++) {
                var late = Studio.failed(step.id().value(), earlier, true);
                assertThat(studio.then((job, now) -> job.fail(late, now))).isEmpty();
            }
            var result = Studio.done(step, step.kind() == StepKind.CLIP_SELECT ? 2 : 0);
            studio.then((job, now) -> job.complete(result, now));
            assertThat(studio.then((job, now) -> job.complete(result, now))).isEmpty();
        }
        for (var told : List.copyOf(studio.untold)) {
            studio.settles(told);
            assertThat(studio.settles(told)).isEmpty();
        }
        var again = ClipJob.unknown();
        for (var event : studio.happened) {
            again = again.evolve(event);
        }
        assertThat(again).isEqualTo(studio.state);
    }

    @Example
    @Label("the sequences that are tried come far: to every status, and to several versions of a clip")
    void sequences_come_far() {
        var random = new Random(20_261_129);
        var seen = EnumSet.noneOf(JobStatus.class);
        int newest = 0;
        for (int run = 0; run < 400; run++) {
            var studio = Studio.begun();
            for (int action : random.ints(90, 0, SPREAD).toArray()) {
                act(studio, action);
                seen.add(studio.status());
            }
            newest = Math.max(
                    newest,
                    studio.clips().stream().mapToInt(ClipVersion::version).max().orElse(0));
        }
        assertThat(seen)
                .contains(
                        JobStatus.INGESTING,
                        JobStatus.ANALYZING,
                        JobStatus.RENDERING,
                        JobStatus.REVIEW,
                        JobStatus.FAILED,
                        JobStatus.CANCELLED);
        assertThat(newest).isGreaterThan(1);
    }

    /** Whether that is how a version came out that is still wanted. */
    private static boolean counts(Studio studio, SettleVersion told) {
        var step = studio.progress().step(told.stepId());
        return step.endsItsVersion()
                && step.attempt() == told.attempt()
                && studio.clips().contains(step.clip());
    }

    private static Studio after(List<Integer> actions) {
        var studio = Studio.begun();
        actions.forEach(action -> act(studio, action));
        return studio;
    }

    private static boolean running(Studio studio) {
        return studio.status().running()
                || studio.status() == JobStatus.FAILED
                || studio.progress().paused();
    }

    // Every action picks one of the steps there have been, so that results also come late, twice and for nothing.
    private static void act(Studio studio, int number) {
        var steps = new ArrayList<>(studio.progress().steps().values());
        var step = steps.get(number / ACTIONS % steps.size());
        var clips = studio.clips();
        attempt(() -> switch (number % ACTIONS) {
            case 0, 1, 2, 3 -> completesOneUnderWay(studio, number);
            case 4 -> completes(studio, step);
            case 5 -> studio.fails(step, true);
            case 6 -> studio.fails(step, number % 3 == 0);
            case 7 ->
                studio.then((job, now) ->
                        job.skip(new RecordStepSkipped(JOB, step.id(), step.attempt(), "nothing there"), now));
            case 8 -> studio.timesOut(step);
            case 9, 10 -> studio.retries(step);
            case 11 -> number % 5 == 0 ? studio.pauses() : studio.resumes();
            case 12 -> studio.ordersRetry();
            case 13 ->
                studio.then(
                        (job, now) -> job.begin(new RecordStepStarted(JOB, step.id(), step.attempt(), "node-1"), now));
            case 14 ->
                clips.isEmpty()
                        ? List.of()
                        : studio.then((job, now) -> job.order(next(studio, clips.get(number % clips.size())), now));
            case 15, 16 -> studio.tellsNext();
            default -> clips.isEmpty() || number < SPREAD / 2 ? rarely(studio, number) : drop(studio, clips);
        });
        studio.later(Duration.ofSeconds(number * 7L));
    }

    private static List<ClipJobEvent> completesOneUnderWay(Studio studio, int number) {
        var underWay = studio.allUnderWay();
        return underWay.isEmpty() ? List.of() : completes(studio, underWay.get(number / ACTIONS % underWay.size()));
    }

    private static List<ClipJobEvent> completes(Studio studio, Step step) {
        return studio.then((job, now) ->
                job.complete(Studio.done(step, step.kind() == StepKind.CLIP_SELECT ? 3 : 0), now));
    }

    private static List<ClipJobEvent> rarely(Studio studio, int number) {
        return switch (number % 7) {
            case 0 -> studio.cancels();
            case 1 -> studio.pauses();
            default -> studio.resumes();
        };
    }

    private static List<ClipJobEvent> drop(Studio studio, List<ClipVersion> clips) {
        return studio.then(
                (job, now) -> job.drop(new DropClip(JOB, clips.getFirst().clipId(), EDITOR), now));
    }

    private static OrderVersion next(Studio studio, ClipVersion of) {
        int number = studio.progress().newestVersionOf(of.clipId()) + 1;
        return new OrderVersion(JOB, new ClipVersion(of.clipId(), number), Studio.PORTRAIT, EDITOR, "once more");
    }

    // A refusal changes nothing: that is part of what is tried here.
    private static void attempt(java.util.function.Supplier<List<ClipJobEvent>> what) {
        try {
            assertThat(what.get()).isNotNull();
        } catch (Rejection refused) {
            assertThat(refused.code().status()).isBetween(400, 499);
        }
    }
}
