package org.backlot.clips.worker.kafka;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to topics and has each message handled: at least once, those of a partition in order and one after the other.
 * Fetched is only what is about to be handled, so nothing piles up here. What cannot be handled goes to the dead letters with
 * its reason and is acknowledged once it lies there.
 *
 * @param <T> the kind of message
 */
public final class MessageConsumer<T extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageConsumer.class);

    private final Subscription<T> subscription;
    private final KafkaCluster cluster;
    private final List<Lane<T>> lanes;
    private final LongAdder handled = new LongAdder();
    private final LongAdder laidAside = new LongAdder();
    private boolean closed;

    public MessageConsumer(
            Subscription<T> subscription,
            MessageHandler<T> handler,
            KafkaCluster cluster,
            MessagePublisher publisher,
            Clock clock) {
        this.subscription = subscription;
        this.cluster = cluster;
        var delivery = new Delivery<>(subscription, handler, publisher, clock, handled, laidAside);
        this.lanes = IntStream.range(0, subscription.lanes())
                .mapToObj(number -> new Lane<>(subscription, number, delivery))
                .toList();
    }

    /** Listens from the moment on that the cluster is in use. */
    public void start() {
        cluster.whenInUse(this::listen);
    }

    private synchronized void listen() {
        if (!closed) {
            var settings = cluster.use();
            lanes.forEach(lane -> lane.open(settings));
            LOG.info(
                    "{} listens to {} topics, {} at once",
                    subscription.name(),
                    subscription.topics().size(),
                    subscription.lanes());
        }
    }

    /** As in the subscription. */
    public String name() {
        return subscription.name();
    }

    /** How many messages this process has handled. */
    public long handled() {
        return handled.sum();
    }

    /** How many messages this process has laid aside. */
    public long laidAside() {
        return laidAside.sum();
    }

    /** How often in a row the message at hand has failed, in the lane where that is most. */
    public int failuresInARow() {
        return lanes.stream().mapToInt(Lane::failuresInARow).max().orElse(0);
    }

    /** Takes no more messages; comes back when those under way are done, or were interrupted after the grace. */
    @Override
    public synchronized void close() {
        closed = true;
        lanes.forEach(Lane::takeNoMore);
        lanes.forEach(Lane::close);
    }
}
