package org.backlot.clips.worker.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.backlot.clips.message.DeadLetter;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.StepOrder;
import org.backlot.clips.message.Topic;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages. Each call comes back when all replicas in sync have kept the message, or throws {@link KafkaUnavailable};
 * then it may have been kept all the same, so whoever sends again relies on the receiver to know a message twice heard. What
 * is said of one job stays in the order in which it was sent.
 */
public final class MessagePublisher implements AutoCloseable {
    private static final Duration FOR_METADATA = Duration.ofSeconds(5);
    private static final Duration FOR_DELIVERY = Duration.ofSeconds(15);
    private static final Duration FOR_ONE_REQUEST = Duration.ofSeconds(5);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);

    private final KafkaCluster cluster;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    public MessagePublisher(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** Orders a step, from those who do such steps. */
    public void send(StepOrder order) {
        send(Topic.ofStep(order.getStep()), order.getJobId(), MessageFormat.STEP_ORDER.write(order));
    }

    /**
     * Sends what was written before.
     *
     * @param job which it is about
     * @param message as its format has written it
     */
    public void send(Topic topic, JobId job, byte[] message) {
        send(topic, job.value(), message);
    }

    /** Lays a message aside, under the key it had. */
    void send(DeadLetter letter, byte @Nullable [] key) {
        send(Topic.JOBS_DEAD_LETTER, key, MessageFormat.DEAD_LETTER.write(letter));
    }

    private void send(Topic topic, UUID jobId, byte[] body) {
        send(topic, jobId.toString().getBytes(StandardCharsets.UTF_8), body);
    }

    private void send(Topic topic, byte @Nullable [] key, byte[] body) {
        try {
            // Longer than the producer's own patience, so that it says what went wrong.
            producer()
                    .send(new ProducerRecord<>(topic.topicName(), key, body))
                    .get(FOR_DELIVERY.plus(FOR_METADATA).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptException stopped) {
            // It has set the interrupt again.
            throw new KafkaUnavailable("Interrupted while sending to " + topic.topicName(), stopped);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while sending to " + topic.topicName(), stopped);
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw new KafkaUnavailable(topic.topicName() + " did not take a message: " + failure, failure);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new KafkaUnavailable("Nothing is sent any more: the program is ending");
        }
        var current = producer;
        if (current == null) {
            current = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    private HashMap<String, Object> settings() {
        var settings = new HashMap<String, Object>(cluster.use());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Each caller waits for its own message: gathering several would only be slower.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOR_METADATA.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(FOR_ONE_REQUEST.toMillis()));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(FOR_DELIVERY.toMillis()));
        return settings;
    }

    /** Sends nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(TO_CLOSE);
            producer = null;
        }
    }
}
