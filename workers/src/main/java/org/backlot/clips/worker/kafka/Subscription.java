package org.backlot.clips.worker.kafka;

import java.time.Duration;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.Topic;

/**
 * Who listens to what, and how.
 *
 * @param name of those who share the messages among them: each message comes to one of them
 * @param topics that it listens to
 * @param format what stands in all of them
 * @param lanes how many messages this process handles at once. Messages of one partition, and so of one job and topic, are
 *     handled one after the other all the same: more lanes than partitions would be idle
 * @param attempts how often a message may fail before it is laid aside
 * @param firstPause how long to wait after the first failure; after each further one twice as long, up to ten seconds
 * @param grace how long what is under way may go on when this is closed, before it is interrupted
 */
public record Subscription<T extends SpecificRecord>(
        String name,
        Set<Topic> topics,
        MessageFormat<T> format,
        int lanes,
        int attempts,
        Duration firstPause,
        Duration grace) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 10;

    public Subscription {
        if (name.isBlank() || topics.isEmpty()) {
            throw new IllegalArgumentException("A subscription needs a name, and topics");
        }
        if (lanes < 1 || lanes > topics.size() * Topic.PARTITIONS) {
            throw new IllegalArgumentException(
                    "Of %d partitions no %d can be handled at once".formatted(topics.size() * Topic.PARTITIONS, lanes));
        }
        if (attempts < 1 || firstPause.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("At least one attempt, and no pause or grace below zero");
        }
        topics = Set.copyOf(topics);
    }

    /** One lane, five attempts from a fifth of a second on, ten seconds of grace. */
    public static <T extends SpecificRecord> Subscription<T> of(
            String name, Set<Topic> topics, MessageFormat<T> format) {
        return new Subscription<>(name, topics, format, 1, 5, Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    /** The same with so many lanes. */
    public Subscription<T> withLanes(int wanted) {
        return new Subscription<>(name, topics, format, wanted, attempts, firstPause, grace);
    }

    /** The same with other patience with failures. */
    public Subscription<T> withAttempts(int wanted, Duration pause) {
        return new Subscription<>(name, topics, format, lanes, wanted, pause, grace);
    }

    /** The same with other patience at the end. */
    public Subscription<T> withGrace(Duration wanted) {
        return new Subscription<>(name, topics, format, lanes, attempts, firstPause, wanted);
    }

    /** How long to wait after so many failures in a row. */
    Duration pauseAfter(int failures) {
        var pause = firstPause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
