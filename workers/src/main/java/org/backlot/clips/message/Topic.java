package org.backlot.clips.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The topics, with how long each keeps what it is told (PLT-5): orders a week, what came of them a month, what is counted a
 * quarter of a year.
 */
public enum Topic {
    JOBS_INGEST(7),
    JOBS_AUDIO_EXTRACT(7),
    JOBS_TRANSCRIBE(7),
    JOBS_SCENE_DETECT(7),
    JOBS_FACE_TRACK(7),
    JOBS_AUDIO_ANALYZE(7),
    JOBS_CLIP_SELECT(7),
    JOBS_RENDER(7),
    JOBS_EXPORT(7),
    JOBS_COMPLETED(30),
    JOBS_FAILED(30),
    JOBS_DEAD_LETTER(30),
    ANALYTICS_USAGE(90),
    ANALYTICS_CLIPS(90);

    /** How many partitions each has: so many workers can share the orders of one kind. */
    public static final int PARTITIONS = 3;

    private static final String ORDERS = "jobs.";

    private final String topicName;
    private final Duration retention;

    Topic(int days) {
        this.topicName = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
        this.retention = Duration.ofDays(days);
    }

    /** Its name on the broker, such as {@code jobs.face-track}. */
    public String topicName() {
        return topicName;
    }

    /** @throws IllegalArgumentException where no topic has that name */
    public static Topic named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no topic " + topicName));
    }

    /** How long it keeps a message. */
    public Duration retention() {
        return retention;
    }

    /** Whether it carries orders for steps. */
    public boolean carriesOrders() {
        return compareTo(JOBS_COMPLETED) < 0;
    }

    /** The topics that carry orders. */
    public static Stream<Topic> ofOrders() {
        return Arrays.stream(values()).filter(Topic::carriesOrders);
    }

    /**
     * Where orders for a kind of step go.
     *
     * @param step as in {@link StepOrder#getStep()}, such as {@code FACE_TRACK}
     * @throws IllegalArgumentException where there is no topic for it
     */
    public static Topic ofStep(String step) {
        var wanted = ORDERS + step.toLowerCase(Locale.ROOT).replace('_', '-');
        return ofOrders()
                .filter(topic -> topic.topicName.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no topic for steps of kind " + step));
    }
}
