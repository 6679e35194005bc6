package org.backlot.clips.worker.kafka;

/** Kafka cannot be reached, or did not answer in time. Whether it has kept what it was told is then unknown. */
public final class KafkaUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnavailable(String message) {
        super(message);
    }

    public KafkaUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
