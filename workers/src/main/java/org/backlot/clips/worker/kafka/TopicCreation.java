package org.backlot.clips.worker.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.backlot.clips.message.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing. What is there stays as it is: an operator may have had reasons. */
public final class TopicCreation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FOR_ONE_REQUEST = Duration.ofSeconds(5);
    /** Kafka deletes whole segments only: none may be older than a day when its successor begins. */
    private static final Duration SEGMENT = Duration.ofDays(1);

    private TopicCreation() {}

    /**
     * Makes them, with clients of those settings.
     *
     * @param replication on how many brokers each lies; empty for what the cluster does by itself
     * @throws KafkaUnavailable where the cluster does not answer, or refuses
     */
    public static void run(Map<String, Object> settings, Optional<Short> replication) {
        try (var admin = Admin.create(patient(settings))) {
            var there = admin.listTopics().names().get();
            var missing = Arrays.stream(Topic.values())
                    .filter(topic -> !there.contains(topic.topicName()))
                    .toList();
            var results = admin.createTopics(missing.stream()
                            .map(topic -> asWanted(topic, replication))
                            .toList())
                    .values();
            for (var result : results.entrySet()) {
                try {
                    result.getValue().get();
                } catch (ExecutionException failure) {
                    // Several processes may start at once.
                    if (!(failure.getCause() instanceof TopicExistsException)) {
                        throw failure;
                    }
                }
            }
            if (!missing.isEmpty()) {
                LOG.info("Made {} topics", missing.size());
            }
        } catch (ExecutionException | KafkaException failure) {
            throw new KafkaUnavailable("Kafka did not give its topics: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while topics were made", stopped);
        }
    }

    /** Whether all topics can be reached now, each of their partitions with a broker that leads it. */
    public static boolean reachable(Admin admin, Duration patience) {
        try {
            var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
            var options = new DescribeTopicsOptions().timeoutMs(Math.toIntExact(patience.toMillis()));
            return admin.describeTopics(names, options).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .noneMatch(partition ->
                            partition.leader() == null || partition.leader().isEmpty());
        } catch (ExecutionException | KafkaException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static NewTopic asWanted(Topic topic, Optional<Short> replication) {
        return new NewTopic(topic.topicName(), Optional.of(Topic.PARTITIONS), replication)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(SEGMENT.toMillis())));
    }

    private static Map<String, Object> patient(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(FOR_ONE_REQUEST.toMillis()));
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        return all;
    }
}
