package org.backlot.clips.worker.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.backlot.clips.message.DeadLetter;
import org.backlot.clips.message.UnreadableMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one message to its handler, as often as it takes. Coming back means: it may be acknowledged.
 *
 * @param handled counts what was handled
 * @param laidAside counts what was laid aside
 */
record Delivery<T extends SpecificRecord>(
        Subscription<T> subscription,
        MessageHandler<T> handler,
        MessagePublisher publisher,
        Clock clock,
        LongAdder handled,
        LongAdder laidAside) {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Who has it delivered. */
    interface Progress {
        /** Hears how often in a row the message has failed. */
        void failed(int inARow);

        /** Whether the message is still to be tried here. */
        boolean goesOn();
    }

    /** Delivers it. */
    void deliver(ConsumerRecord<byte[], Fetched> message, Progress progress) throws InterruptedException {
        try {
            attempts(message, subscription.format().read(message.value().body()), progress);
            handled.increment();
        } catch (UnreadableMessage | PoisonMessage poison) {
            layAside(message, String.valueOf(poison.getMessage()));
        }
    }

    private void attempts(ConsumerRecord<byte[], Fetched> message, T content, Progress progress)
            throws InterruptedException, PoisonMessage {
        for (var failures = 1; true; failures++) {
            try {
                handler.handle(content);
                return;
            } catch (InterruptedException | PoisonMessage passedOn) {
                throw passedOn;
            } catch (Exception failure) {
                // The handler may have made another exception of the interrupt.
                if (Thread.interrupted() || !progress.goesOn()) {
                    throw interruptedBy(failure);
                }
                progress.failed(failures);
                // Messages of exceptions may quote what the work was about.
                LOG.warn(
                        "{} failed at {}, attempt {}: {}",
                        subscription.name(),
                        place(message),
                        failures,
                        failure instanceof NotNow
                                ? failure.getMessage()
                                : failure.getClass().getName());
                LOG.debug("{} failed", subscription.name(), failure);
                if (!(failure instanceof NotNow) && failures >= subscription.attempts()) {
                    throw new PoisonMessage("It failed %d times, last by %s"
                            .formatted(failures, failure.getClass().getName()));
                }
                Thread.sleep(subscription.pauseAfter(failures));
            }
        }
    }

    private static InterruptedException interruptedBy(Exception failure) {
        var interrupted = new InterruptedException("Told to stop");
        interrupted.initCause(failure);
        return interrupted;
    }

    private void layAside(ConsumerRecord<byte[], Fetched> message, String reason) {
        LOG.error("{} lays {} aside: {}", subscription.name(), place(message), reason);
        var key = message.key();
        var letter = DeadLetter.newBuilder()
                .setTopic(message.topic())
                .setPartition(message.partition())
                .setOffset(message.offset())
                .setBody(ByteBuffer.wrap(message.value().body()))
                .setReason(reason)
                .setAt(clock.instant());
        if (key != null) {
            letter.setKey(new String(key, StandardCharsets.UTF_8));
        }
        publisher.send(letter.build(), key);
        laidAside.increment();
    }

    private static String place(ConsumerRecord<byte[], Fetched> message) {
        return "%s/%d/%d".formatted(message.topic(), message.partition(), message.offset());
    }
}
