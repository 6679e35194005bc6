package org.backlot.clips.worker.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.StepOrder;
import org.backlot.clips.message.Topic;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.springframework.util.FileSystemUtils;

/** One real broker for all tests of this package. Each test has a topic, or a name of its own to listen under. */
final class KafkaSlice {
    static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123Z");
    private static final AtomicLong IDS = new AtomicLong();
    private static final KafkaOnDemand CLUSTER = start();
    private static final MessagePublisher PUBLISHER = new MessagePublisher(CLUSTER);
    private static final Admin ADMIN = CLUSTER.admin();

    private KafkaSlice() {}

    private static KafkaOnDemand start() {
        try {
            var folder = Files.createTempDirectory("backlot-kafka-slice");
            var data = DataFolder.open(folder.resolve("data"));
            var cluster = KafkaOnDemand.in(data, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                PUBLISHER.close();
                ADMIN.close();
                cluster.close();
                data.close();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KafkaCluster cluster() {
        return CLUSTER;
    }

    /** The same cluster, for clients with one more setting. */
    static KafkaCluster clusterWith(String setting, Object value) {
        return new KafkaCluster() {
            @Override
            public Map<String, Object> use() {
                var settings = new HashMap<>(CLUSTER.use());
                settings.put(setting, value);
                return settings;
            }

            @Override
            public boolean isInUse() {
                return CLUSTER.isInUse();
            }

            @Override
            public void whenInUse(Runnable then) {
                CLUSTER.whenInUse(then);
            }
        };
    }

    static MessagePublisher publisher() {
        return PUBLISHER;
    }

    static Admin admin() {
        return ADMIN;
    }

    static UUID id() {
        return new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L + IDS.incrementAndGet());
    }

    static StepOrder order(Topic topic, UUID job, int number) {
        return StepOrder.newBuilder()
                .setStepId(id())
                .setJobId(job)
                .setWorkspaceId(id())
                .setStep(topic.name().substring("JOBS_".length()))
                .setAttempt(number)
                .setInputs(Map.of())
                .setSettings("{}")
                .setOutputPrefix("w/")
                .setDeadline(NOW)
                .build();
    }

    static Subscription<StepOrder> orders(String name, Topic topic) {
        return Subscription.of(name, Set.of(topic), MessageFormat.STEP_ORDER).withAttempts(3, Duration.ofMillis(10));
    }

    static <T extends SpecificRecord> MessageConsumer<T> listen(
            Subscription<T> subscription, MessageHandler<T> handler) {
        return listen(CLUSTER, subscription, handler);
    }

    static <T extends SpecificRecord> MessageConsumer<T> listen(
            KafkaCluster cluster, Subscription<T> subscription, MessageHandler<T> handler) {
        var consumer =
                new MessageConsumer<>(subscription, handler, cluster, PUBLISHER, Clock.fixed(NOW, ZoneOffset.UTC));
        consumer.start();
        return consumer;
    }

    /** Sends bytes as they are. */
    static void sendRaw(Topic topic, String key, byte[] body) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(CLUSTER.use(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), body))
                    .get();
        }
    }

    /** How many of that name have a partition to listen to. */
    static long listening(String name) {
        try {
            return ADMIN.describeConsumerGroups(List.of(name)).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException | InterruptedException notYet) {
            return 0;
        }
    }

    /** How many messages of the topic those of that name have not acknowledged. */
    static long unacknowledged(String name, Topic topic) {
        try {
            var offsets = ADMIN.listConsumerGroupOffsets(name)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var left = 0L;
            for (var number = 0; number < Topic.PARTITIONS; number++) {
                var partition = new TopicPartition(topic.topicName(), number);
                var end = ADMIN.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                var reached = offsets.get(partition);
                left += end - (reached == null ? 0 : reached.offset());
            }
            return left;
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
