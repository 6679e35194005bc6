package org.backlot.clips.worker.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.OfStep;
import org.backlot.clips.api.StepUsage;
import org.backlot.clips.message.ClipOutcome;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.StepCompleted;
import org.backlot.clips.message.StepFailed;
import org.backlot.clips.message.Topic;
import org.backlot.clips.message.UsageRecorded;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is said outside of what has happened, in the words of {@code docs/adr/0029}. The same event gives the same bytes. */
final class OutcomeMessages {
    /** Costs are estimated in it. */
    private static final String CURRENCY = "USD";

    private static final JsonMapper JSON = JsonMapper.shared();

    private OutcomeMessages() {}

    /** A message, as it goes out. */
    record Outgoing(Topic topic, byte[] body) {}

    /**
     * What was known of an attempt before its end.
     *
     * @param worker empty where nobody had begun it
     */
    record AttemptKnown(
            UUID workspace, String worker, @Nullable Instant startedAt) {}

    /** What was known of a clip when it was chosen. */
    record ClipKnown(UUID workspace, int score, long durationMillis) {}

    static List<Outgoing> completed(RecordedEvent recorded, ClipJobEvent.StepCompleted event, AttemptKnown known) {
        var outputs = new LinkedHashMap<String, String>();
        event.outputs().forEach(file -> outputs.put(file.name(), file.key()));
        var facts = new LinkedHashMap<String, String>();
        event.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        var message = StepCompleted.newBuilder()
                .setStepId(event.stepId().value())
                .setJobId(event.jobId().value())
                .setWorkspaceId(known.workspace())
                .setStep(event.kind().name())
                .setAttempt(event.attempt())
                .setWorkerId(known.worker())
                .setOutputs(Map.copyOf(outputs))
                .setFacts(JSON.writeValueAsString(facts))
                .setDurationMillis(event.usage().busyMillis())
                .setOutputBytes(event.usage().bytes())
                .setCompletedAt(event.at());
        var clip = event.clip();
        if (clip != null) {
            message.setClipId(clip.clipId().value()).setClipVersion(clip.version());
        }
        return List.of(
                new Outgoing(Topic.JOBS_COMPLETED, MessageFormat.STEP_COMPLETED.write(message.build())),
                usage(recorded, event, known, event.usage(), event.costMicros(), event.at()));
    }

    static List<Outgoing> failed(RecordedEvent recorded, ClipJobEvent.StepFailed event, AttemptKnown known) {
        return List.of(
                failure(
                        event,
                        known,
                        new Why(event.code(), event.message(), event.retryable()),
                        event.usage().busyMillis(),
                        event.at()),
                usage(recorded, event, known, event.usage(), event.costMicros(), event.at()));
    }

    /** Nobody has said what it has used up. */
    static List<Outgoing> timedOut(ClipJobEvent.StepTimedOut event, AttemptKnown known) {
        var started = known.startedAt();
        return List.of(failure(
                event,
                known,
                new Why("TIMED_OUT", "nobody told its end in time", true),
                started == null ? 0 : Duration.between(started, event.at()).toMillis(),
                event.at()));
    }

    static Outgoing clip(ClipId clip, JobId job, String outcome, Instant at, ClipKnown known) {
        return new Outgoing(
                Topic.ANALYTICS_CLIPS,
                MessageFormat.CLIP_OUTCOME.write(ClipOutcome.newBuilder()
                        .setClipId(clip.value())
                        .setJobId(job.value())
                        .setWorkspaceId(known.workspace())
                        .setOutcome(outcome)
                        .setScore(known.score())
                        .setDurationMillis(known.durationMillis())
                        .setAt(at)
                        .build()));
    }

    private record Why(String code, String message, boolean retryable) {}

    private static Outgoing failure(OfStep event, AttemptKnown known, Why why, long millis, Instant at) {
        var message = StepFailed.newBuilder()
                .setStepId(event.stepId().value())
                .setJobId(event.jobId().value())
                .setWorkspaceId(known.workspace())
                .setStep(event.kind().name())
                .setAttempt(event.attempt())
                .setWorkerId(known.worker())
                .setCode(why.code())
                .setMessage(why.message())
                .setRetryable(why.retryable())
                .setDurationMillis(millis)
                .setFailedAt(at);
        var clip = event.clip();
        if (clip != null) {
            message.setClipId(clip.clipId().value()).setClipVersion(clip.version());
        }
        return new Outgoing(Topic.JOBS_FAILED, MessageFormat.STEP_FAILED.write(message.build()));
    }

    private static Outgoing usage(
            RecordedEvent recorded, OfStep event, AttemptKnown known, StepUsage used, long costMicros, Instant at) {
        // Named by the event: whoever hears it twice counts it once.
        var id = UUID.nameUUIDFromBytes(("usage/" + recorded.eventId()).getBytes(StandardCharsets.UTF_8));
        return new Outgoing(
                Topic.ANALYTICS_USAGE,
                MessageFormat.USAGE_RECORDED.write(UsageRecorded.newBuilder()
                        .setUsageId(id)
                        .setWorkspaceId(known.workspace())
                        .setJobId(event.jobId().value())
                        .setResource(event.kind().name().toLowerCase(Locale.ROOT))
                        .setMillis(used.busyMillis())
                        .setBytes(used.bytes())
                        .setCostMicros(costMicros)
                        .setCurrency(CURRENCY)
                        .setAt(at)
                        .build()));
    }
}
