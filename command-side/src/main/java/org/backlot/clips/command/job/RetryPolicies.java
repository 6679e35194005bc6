// Why this file exists: the table of CLIP section 3 as data, so that it can be read beside the specification, and
// be changed where machines are slower or patience is shorter. What was decided by it stands in the events: a
// deadline that was set stays as it is, whatever the table says later.
package org.backlot.clips.command.job;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.backlot.clips.api.StepKind;

/** What holds for each kind of step: attempts, pauses, time-outs; and how long an order may lie. */
public final class RetryPolicies {
    private static final Duration USUAL_PATIENCE = minutes(5);

    private final Duration patience;
    private final Map<StepKind, RetryPolicy> table;

    private RetryPolicies(Duration patience, Map<StepKind, RetryPolicy> table) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("Patience with an order is not negative: " + patience);
        }
        this.patience = patience;
        this.table = new EnumMap<>(table);
    }

    /** Those of the specification. */
    public static RetryPolicies standard() {
        return configured((_, usual) -> usual);
    }

    /**
     * Those of the specification with other times.
     *
     * @param times what {@code patience}, {@code <kind>.pause} and {@code <kind>.timeout} are, with the kind as in
     *     {@code audio-extract}, and what they usually are
     * @throws IllegalArgumentException where nothing could be done in such a time
     */
    public static RetryPolicies configured(Times times) {
        var table = new EnumMap<StepKind, RetryPolicy>(StepKind.class);
        for (var kind : StepKind.values()) {
            var usual = usual(kind);
            var name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            table.put(
                    kind,
                    new RetryPolicy(
                            usual.attempts(),
                            times.of(name + ".pause", usual.pause()),
                            usual.doubling(),
                            times.of(name + ".timeout", usual.timeout())));
        }
        return new RetryPolicies(times.of("patience", USUAL_PATIENCE), table);
    }

    /** Somebody who may have set other times than the usual ones. */
    @FunctionalInterface
    public interface Times {
        Duration of(String name, Duration usual);
    }

    /** Extraction, energy and export are not in the specification's table: they are like their neighbours. */
    private static RetryPolicy usual(StepKind kind) {
        return switch (kind) {
            case INGEST -> new RetryPolicy(3, seconds(30), true, minutes(10));
            case TRANSCRIBE -> new RetryPolicy(2, seconds(60), false, minutes(20));
            case SCENE_DETECT -> new RetryPolicy(2, seconds(30), false, minutes(10));
            case FACE_TRACK -> new RetryPolicy(2, seconds(30), false, minutes(15));
            case AUDIO_EXTRACT, AUDIO_ANALYZE -> new RetryPolicy(2, seconds(30), false, minutes(10));
            case CLIP_SELECT -> new RetryPolicy(3, seconds(10), false, seconds(60));
            case RENDER, EXPORT -> new RetryPolicy(2, seconds(30), false, minutes(5));
        };
    }

    /** What holds for a kind of step. */
    RetryPolicy of(StepKind kind) {
        return Objects.requireNonNull(table.get(kind));
    }

    /**
     * How long an order may lie before somebody begins it. An attempt that nobody begins is over after this and its
     * time-out: so long a busy pool of workers takes no attempt away from anybody, and a lost order comes again.
     */
    Duration patience() {
        return patience;
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }
}
