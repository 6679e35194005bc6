package org.backlot.clips.app.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepStatus;
import tools.jackson.databind.JsonNode;

/**
 * Where a job stands, as far as it has been told: by frames of {@code /ws/jobs/{id}}, of which a snapshot may come at any
 * time and as often as it likes. What has moved goes to a display.
 */
final class JobProgress {
    private final ProgressDisplay display;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, Integer> ranks = new LinkedHashMap<>();
    private JobStatus status = JobStatus.CREATED;
    private boolean paused;
    private String error = "";

    JobProgress(ProgressDisplay display) {
        this.display = display;
    }

    /**
     * A step as it was told last.
     *
     * @param clip the clip it is done for; empty where it is done for all
     * @param percent how far the attempt is, or -1
     * @param code why an attempt went wrong, or empty
     * @param reason the same in words, or why it was skipped
     */
    record Step(String kind, String clip, StepStatus status, int attempt, int percent, String code, String reason) {
        Step at(int newPercent) {
            return new Step(kind, clip, status, attempt, newPercent, code, reason);
        }
    }

    /** How far the job is. */
    JobStatus status() {
        return status;
    }

    /** Whether nothing more will come without somebody's doing. */
    boolean isOver() {
        return switch (status) {
            case REVIEW, PUBLISHING, COMPLETED, FAILED, CANCELLED -> true;
            case CREATED, INGESTING, ANALYZING, CLIPS_GENERATED, RENDERING -> false;
        };
    }

    /** What was given up, one sentence for each step. */
    List<String> failures() {
        return steps.values().stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .map(step -> "%s failed: %s %s"
                        .formatted(label(step), step.code(), step.reason())
                        .strip())
                .toList();
    }

    /** Why the job itself failed: its code and a sentence; empty where it did not, or where nobody has said yet. */
    String error() {
        return error;
    }

    /** Takes a frame in. Types that are not known are those of a newer program, and are let go. */
    void told(JsonNode frame) {
        switch (frame.path("type").asString("")) {
            case "snapshot" -> snapshot(frame.path("detail"));
            case "job" ->
                moved(
                        JobStatus.parse(frame.path("status").asString()),
                        frame.path("paused").asBoolean(false));
            case "step" -> step(frame, frame.path("code"));
            case "clips" -> chosen(frame.path("clips"));
            case "progress" -> progressed(frame);
            default -> {}
        }
    }

    private void snapshot(JsonNode detail) {
        var job = detail.path("job");
        for (var step : detail.path("steps")) {
            step(step, step.path("reasonCode"));
        }
        error = (job.path("errorCode").asString("") + " " + job.path("error").asString("")).strip();
        moved(JobStatus.parse(job.path("status").asString()), job.path("paused").asBoolean(false));
    }

    private void moved(JobStatus now, boolean nowPaused) {
        if (nowPaused != paused) {
            display.say(nowPaused ? "The job is paused: nothing new begins." : "The job goes on.");
        } else if (now != status) {
            display.say("job " + now.wireName().replace('_', ' '));
        }
        status = now;
        paused = nowPaused;
    }

    private void chosen(JsonNode clips) {
        int rank = 1;
        for (var clip : clips) {
            ranks.put(clip.path("clipId").asString(), rank++);
        }
        display.say(rank == 2 ? "1 clip was chosen." : "%d clips were chosen.".formatted(rank - 1));
    }

    private void step(JsonNode told, JsonNode code) {
        var id = told.path("stepId").asString();
        var before = Optional.ofNullable(steps.get(id));
        var now = StepStatus.valueOf(told.path("status").asString().toUpperCase(Locale.ROOT));
        int attempt = told.path("attempt").asInt();
        // Progress is not kept with the step: a snapshot does not know it.
        int percent = before.filter(step -> step.status() == now && step.attempt() == attempt)
                .map(Step::percent)
                .orElse(-1);
        // Of a pause the end is told after the reason, and without it.
        var waitedFor = before.filter(step -> now == StepStatus.WAITING && step.status() == now);
        put(
                id,
                new Step(
                        told.path("kind").asString(),
                        told.path("clipId").asString(""),
                        now,
                        attempt,
                        percent,
                        code.asString(waitedFor.map(Step::code).orElse("")),
                        told.path("reason").asString(waitedFor.map(Step::reason).orElse(""))));
    }

    private void progressed(JsonNode frame) {
        var id = frame.path("stepId").asString();
        Optional.ofNullable(steps.get(id))
                .filter(step -> step.status() == StepStatus.RUNNING
                        && step.attempt() == frame.path("attempt").asInt())
                .ifPresent(step -> put(id, step.at(frame.path("percent").asInt())));
    }

    private void put(String id, Step now) {
        if (!now.equals(steps.put(id, now))) {
            display.show(line(id, now));
        }
    }

    private ProgressLine line(String id, Step step) {
        var label = label(step);
        return switch (step.status()) {
            case PENDING -> ProgressLine.waiting(id, label, "waits");
            case RUNNING ->
                step.percent() < 0
                        ? ProgressLine.waiting(id, label, "runs" + tries(step))
                        : ProgressLine.running(id, label, tries(step).strip(), step.percent());
            case WAITING ->
                ProgressLine.waiting(
                        id,
                        label,
                        "will be tried again: %s %s"
                                .formatted(step.code(), step.reason())
                                .strip());
            case COMPLETED -> ProgressLine.settled(id, label, "done");
            case SKIPPED -> ProgressLine.settled(id, label, "skipped: " + step.reason());
            case FAILED ->
                ProgressLine.settled(
                        id,
                        label,
                        "failed: %s %s".formatted(step.code(), step.reason()).strip());
            case CANCELLED -> ProgressLine.settled(id, label, "cancelled");
        };
    }

    private static String tries(Step step) {
        return step.attempt() > 1 ? " (attempt %d)".formatted(step.attempt()) : "";
    }

    private String label(Step step) {
        var kind = step.kind().toLowerCase(Locale.ROOT).replace('_', ' ');
        // Whoever joined late has not heard which clips were chosen: they are numbered as they come, best first.
        return step.clip().isEmpty()
                ? kind
                : kind + " clip " + ranks.computeIfAbsent(step.clip(), _ -> ranks.size() + 1);
    }
}
