// Why this file exists: messages that were fetched wait in line. When their partition goes to somebody else and
// comes back meanwhile, they come a second time, from the last acknowledged one on. Handling those of the first
// time then, and acknowledging them, would pass over messages that nobody has handled.
package org.backlot.clips.worker.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import reactor.kafka.receiver.ReceiverPartition;

/** What one consumer may handle: which partitions it holds, and since when. */
final class Tenure implements Deserializer<Fetched> {
    private final Map<TopicPartition, Long> since = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    /** Only the consumer's own thread gives partitions, takes them, and fetches. */
    private volatile long assignments;

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void given(Collection<ReceiverPartition> partitions) {
        assignments = assignments + 1;
        partitions.forEach(partition -> since.put(partition.topicPartition(), assignments));
    }

    void taken(Collection<ReceiverPartition> partitions) {
        partitions.forEach(partition -> since.remove(partition.topicPartition()));
    }

    /** Whether what was fetched of that partition is still this consumer's to handle. */
    boolean holds(TopicPartition partition, Fetched message) {
        @Nullable Long began = since.get(partition);
        return began != null && began <= message.since();
    }

    @Override
    public Fetched deserialize(String topic, byte @Nullable [] body) {
        return new Fetched(body == null ? new byte[0] : body, assignments);
    }

    /** Called by the consumer, last of all: nothing else says that it has left its group. */
    @Override
    public void close() {
        over.countDown();
    }

    /** Waits until the consumer has left its group. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
