package org.backlot.clips.worker.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RecordStepFailed;
import org.backlot.clips.api.ClipJobCommand.RecordStepSkipped;
import org.backlot.clips.api.ClipJobCommand.RecordStepStarted;
import org.backlot.clips.api.ProgressReports;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.api.StepProgress;
import org.backlot.clips.api.StepStanding;
import org.backlot.clips.api.StepUsage;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.step.StepOutcome;
import org.backlot.clips.worker.step.StepOutcome.Done;
import org.backlot.clips.worker.step.StepOutcome.Skipped;
import org.backlot.clips.worker.step.StepRefused;
import org.backlot.clips.worker.step.StepRoom;
import org.backlot.clips.worker.step.StepWork;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.SharedFilesCommand.UseSharedFiles;
import org.backlot.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts at steps. The same order may come twice, and a worker may die at any moment: the job decides by step and
 * attempt what counts, and its deadlines bring back what nobody has told the end of.
 */
public final class StepRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(300);
    private static final int PERCENT = 100;
    private static final int LONGEST_MESSAGE = 300;

    private final Map<StepKind, StepWork> works;
    private final ObjectStorage storage;
    private final StepReports reports;
    private final ProgressReports progress;
    private final RunningAttempts running;
    private final Settings settings;

    /**
     * Where and who.
     *
     * @param worker names this process in the job's history
     * @param folder holds the work folders and nothing else
     * @param freeBytes so much of its disk must be free before an attempt begins
     */
    public record Settings(String worker, Path folder, long freeBytes) {}

    public StepRunner(
            List<StepWork> works,
            ObjectStorage storage,
            CommandGateway commands,
            ProgressReports progress,
            RunningAttempts running,
            Settings settings) {
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(StepWork::kind, Function.identity()));
        this.storage = storage;
        this.reports = new StepReports(commands);
        this.progress = progress;
        this.running = running;
        this.settings = settings;
    }

    /**
     * Runs an attempt to its end and tells the job, unless nobody wants it any more. Whatever else is thrown, the job has not
     * been told.
     *
     * @throws InterruptedException where it was told to stop: the attempt has not ended, and somebody else may do it
     */
    public void run(StepOrder order) throws InterruptedException {
        StepStanding standing =
                reports.tell(new RecordStepStarted(order.jobId(), order.stepId(), order.attempt(), settings.worker()));
        if (standing == StepStanding.DROP) {
            LOG.info("Order {}/{} is dropped: nobody wants it any more", order.stepId(), order.attempt());
            return;
        }
        long began = System.nanoTime();
        try (var entry = running.begin(new AttemptAt(order.stepId(), order.attempt()), order.kind())) {
            attempt(order, entry.cancellation(), began);
        }
    }

    private void attempt(StepOrder order, Cancellation cancellation, long began) throws InterruptedException {
        try (var folder = WorkFolder.under(settings.folder(), settings.freeBytes())) {
            var room = new StepRoom(
                    order,
                    storage.of(order.workspaceId()),
                    folder,
                    cancellation,
                    needed -> reports.<Object>tell(new UseSharedFiles(needed, userOf(order))),
                    new Throttled(order)::report);
            var outcome = workOf(order).run(room);
            tell(order, outcome, usage(began, room.bytesStored()));
        } catch (StepRefused refused) {
            failed(order, refused.code(), refused.line(), false, began);
        } catch (IOException | RuntimeException failure) {
            if (Thread.interrupted()) {
                throw interruptedBy(failure);
            }
            if (cancellation.isCancelled()) {
                // Whoever withdrew it knows; its end does nothing any more.
                LOG.info("Attempt {}/{} was stopped", order.stepId(), order.attempt());
            } else {
                LOG.warn("Attempt {}/{} ({}) failed", order.stepId(), order.attempt(), order.kind(), failure);
                failed(order, codeOf(failure), lineOf(failure), true, began);
            }
        }
    }

    /** In whose name files are needed: a clip outlives the attempts at it. */
    private static String userOf(StepOrder order) {
        var clip = order.clip();
        return clip == null ? "clip-job/" + order.jobId() : "clip/" + clip.clipId();
    }

    private static String codeOf(Exception failure) {
        return failure instanceof Rejection refused ? refused.code().name() : "STEP_FAILED";
    }

    private static InterruptedException interruptedBy(Exception failure) {
        var interrupted = new InterruptedException("told to stop");
        interrupted.initCause(failure);
        return interrupted;
    }

    /** How this process is called in the history of its steps. */
    public String worker() {
        return settings.worker();
    }

    private StepWork workOf(StepOrder order) throws StepRefused {
        return Optional.ofNullable(works.get(order.kind()))
                .orElseThrow(() -> new StepRefused("STEP_UNKNOWN", "this worker cannot do " + order.kind()));
    }

    private void tell(StepOrder order, StepOutcome outcome, StepUsage usage) {
        switch (outcome) {
            case Done done ->
                reports.<Object>tell(new RecordStepCompleted(
                        order.jobId(),
                        order.stepId(),
                        order.attempt(),
                        done.outputs(),
                        done.facts(),
                        usage,
                        done.clips()));
            case Skipped skipped ->
                reports.<Object>tell(
                        new RecordStepSkipped(order.jobId(), order.stepId(), order.attempt(), skipped.reason()));
        }
    }

    private void failed(StepOrder order, String code, String message, boolean retryable, long began) {
        reports.<Object>tell(new RecordStepFailed(
                order.jobId(), order.stepId(), order.attempt(), code, message, retryable, usage(began, 0)));
    }

    private static StepUsage usage(long began, long bytes) {
        return new StepUsage(Duration.ofNanos(System.nanoTime() - began).toMillis(), bytes);
    }

    // Paths of this machine and names of files are nobody's business: what kind of failure it was says enough.
    private static String lineOf(Exception failure) {
        if (failure instanceof Rejection refused) {
            return refused.detail();
        }
        var line = failure.getClass().getSimpleName();
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) : line;
    }

    /** Tells progress a few times a second, and never less than was told before. */
    private final class Throttled {
        private final StepOrder order;
        private long toldAt = System.nanoTime() - PROGRESS_EVERY.toNanos();
        private int told = -1;

        Throttled(StepOrder order) {
            this.order = order;
        }

        synchronized void report(double done) {
            int percent = (int) Math.round(Math.clamp(done, 0, 1) * PERCENT);
            long now = System.nanoTime();
            if (percent > told && (percent == PERCENT || now - toldAt >= PROGRESS_EVERY.toNanos())) {
                told = percent;
                toldAt = now;
                progress.report(
                        new StepProgress(order.jobId(), order.stepId(), order.kind(), order.attempt(), percent));
            }
        }
    }
}
