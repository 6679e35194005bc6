package org.backlot.clips.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.backlot.clips.message.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

/**
 * One consumer, one message at a time. While its message is handled it fetches nothing but stays a member of the group, for
 * hours if need be: that is what reactor-kafka's back-pressure is here for.
 */
final class Lane<T extends SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(10);
    private static final Duration TO_LEAVE = Duration.ofSeconds(3);
    /** How long a node may be silent until its partitions go to others. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Subscription<T> subscription;
    private final String name;
    private final Delivery<T> delivery;
    private volatile boolean takesNoMore;
    private volatile int failuresInARow;
    private volatile @Nullable Tenure tenure;
    private @Nullable Disposable stream;
    private @Nullable Thread worker;

    Lane(Subscription<T> subscription, int number, Delivery<T> delivery) {
        this.subscription = subscription;
        this.name = subscription.name() + "-" + number;
        this.delivery = delivery;
    }

    void open(Map<String, Object> settings) {
        stream = Flux.defer(() -> {
                    // What another consumer of this lane held before a failure is nothing to the next one.
                    var own = new Tenure();
                    tenure = own;
                    return KafkaReceiver.create(options(settings, own))
                            .receive(1)
                            .concatMap(message -> work(message, own), 1);
                })
                .doOnError(failure -> LOG.error("{} begins again: {}", name, failure.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(SLOWEST_RETRY)
                        .transientErrors(true))
                .subscribe();
    }

    private ReceiverOptions<byte[], Fetched> options(Map<String, Object> settings, Tenure own) {
        var all = new HashMap<>(settings);
        all.put(ConsumerConfig.GROUP_ID_CONFIG, subscription.name());
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(SILENCE.toMillis()));
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(HEARTBEAT.toMillis()));
        // Nothing waits here for a message that takes long and could be handled elsewhere.
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return ReceiverOptions.<byte[], Fetched>create(all)
                .withKeyDeserializer(new ByteArrayDeserializer())
                .withValueDeserializer(own)
                .subscription(
                        subscription.topics().stream().map(Topic::topicName).toList())
                .addAssignListener(own::given)
                .addRevokeListener(own::taken)
                // What is acknowledged is committed at the consumer's next turn, and at the latest when it leaves.
                .commitInterval(Duration.ZERO)
                .commitBatchSize(1)
                // What is under way may take an hour: the others of the group cannot wait for that.
                .maxDelayRebalance(Duration.ZERO)
                .closeTimeout(TO_LEAVE);
    }

    /** Ends when the message is done and acknowledged, or is not to be done here. */
    private Mono<Void> work(ReceiverRecord<byte[], Fetched> message, Tenure own) {
        return Mono.<Void>create(sink -> {
                    var thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
                        try {
                            handle(message, own);
                            sink.success();
                        } catch (InterruptedException stopped) {
                            // Not acknowledged: it comes again to whoever listens then.
                            sink.success();
                        } catch (RuntimeException | Error failure) {
                            sink.error(failure);
                        }
                    });
                    if (begins(thread)) {
                        sink.onCancel(thread::interrupt);
                        thread.start();
                    } else {
                        sink.success();
                    }
                })
                .doFinally(_ -> ends());
    }

    private void handle(ReceiverRecord<byte[], Fetched> message, Tenure own) throws InterruptedException {
        var offset = message.receiverOffset();
        var partition = offset.topicPartition();
        if (!own.holds(partition, message.value())) {
            return;
        }
        delivery.deliver(message, new Delivery.Progress() {
            @Override
            public void failed(int inARow) {
                failuresInARow = inARow;
            }

            @Override
            public boolean goesOn() {
                return !takesNoMore && own.holds(partition, message.value());
            }
        });
        failuresInARow = 0;
        // A partition that went to somebody else meanwhile is theirs to acknowledge: they do the message once more.
        if (own.holds(partition, message.value())) {
            offset.acknowledge();
        }
    }

    int failuresInARow() {
        return failuresInARow;
    }

    private synchronized boolean begins(Thread thread) {
        if (takesNoMore) {
            return false;
        }
        worker = thread;
        return true;
    }

    private synchronized void ends() {
        worker = null;
        notifyAll();
    }

    synchronized void takeNoMore() {
        takesNoMore = true;
    }

    /** Waits for what is under way, interrupts it where it takes too long, and leaves the group. */
    void close() {
        try {
            var interrupted = awaitWorker();
            if (stream != null) {
                stream.dispose();
            }
            if (interrupted != null) {
                LOG.warn("{} was at work when it had to stop: the message will come again", name);
                interrupted.join(TO_LEAVE);
            }
            var own = tenure;
            if (own != null && !own.awaitEnd(TO_LEAVE)) {
                LOG.warn("{} did not leave its group: others take over after {}", name, SILENCE);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null where nothing is under way any more. */
    private synchronized @Nullable Thread awaitWorker() throws InterruptedException {
        var end = System.nanoTime() + subscription.grace().toNanos();
        while (worker != null) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return worker;
            }
            wait(left);
        }
        return null;
    }
}
