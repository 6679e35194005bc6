package org.backlot.clips.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** One message of each kind, always the same. */
final class SampleMessages {
    static final Instant AT = Instant.parse("2026-11-20T10:15:30.123Z");

    private SampleMessages() {}

    static UUID id(int number) {
        return new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    static StepOrder stepOrder() {
        return StepOrder.newBuilder()
                .setStepId(id(1))
                .setJobId(id(2))
                .setWorkspaceId(id(3))
                .setStep("RENDER")
                .setClipId(id(4))
                .setClipVersion(2)
                .setAttempt(1)
                .setInputs(inOrder("source", "w/3/source.mp4", "track", "w/3/track.json"))
                .setSettings("{\"ratio\":\"9:16\"}")
                .setOutputPrefix("w/3/clips/4/")
                .setDeadline(AT)
                .setTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .build();
    }

    static StepCompleted stepCompleted() {
        return StepCompleted.newBuilder()
                .setStepId(id(1))
                .setJobId(id(2))
                .setWorkspaceId(id(3))
                .setStep("TRANSCRIBE")
                .setAttempt(2)
                .setWorkerId("node-1")
                .setOutputs(inOrder("words", "w/3/words.json"))
                .setFacts("{\"words\":1204}")
                .setDurationMillis(61_000)
                .setOutputBytes(48_213)
                .setCompletedAt(AT)
                .build();
    }

    static StepFailed stepFailed() {
        return StepFailed.newBuilder()
                .setStepId(id(1))
                .setJobId(id(2))
                .setWorkspaceId(id(3))
                .setStep("INGEST")
                .setAttempt(1)
                .setWorkerId("node-1")
                .setCode("SOURCE_UNREADABLE")
                .setMessage("moov atom not found")
                .setRetryable(false)
                .setDurationMillis(310)
                .setFailedAt(AT)
                .build();
    }

    static DeadLetter deadLetter() {
        return DeadLetter.newBuilder()
                .setTopic("jobs.ingest")
                .setPartition(2)
                .setOffset(17)
                .setKey("a key")
                .setBody(ByteBuffer.wrap("not Avro".getBytes(StandardCharsets.UTF_8)))
                .setReason("It is no Avro message")
                .setAt(AT)
                .build();
    }

    static UsageRecorded usageRecorded() {
        return UsageRecorded.newBuilder()
                .setUsageId(id(5))
                .setWorkspaceId(id(3))
                .setJobId(id(2))
                .setResource("cpu")
                .setMillis(61_000)
                .setBytes(48_213)
                .setCostMicros(1_250)
                .setCurrency("USD")
                .setAt(AT)
                .build();
    }

    static ClipOutcome clipOutcome() {
        return ClipOutcome.newBuilder()
                .setClipId(id(4))
                .setJobId(id(2))
                .setWorkspaceId(id(3))
                .setOutcome("APPROVED")
                .setScore(87)
                .setDurationMillis(31_200)
                .setAt(AT)
                .build();
    }

    static SpecificRecord of(MessageFormat<?> format) {
        return switch (format.schema().getName()) {
            case "StepOrder" -> stepOrder();
            case "StepCompleted" -> stepCompleted();
            case "StepFailed" -> stepFailed();
            case "DeadLetter" -> deadLetter();
            case "UsageRecorded" -> usageRecorded();
            case "ClipOutcome" -> clipOutcome();
            default -> throw new IllegalArgumentException("No sample of " + format);
        };
    }

    private static Map<String, String> inOrder(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
