package org.backlot.clips.worker.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.Topic;
import org.backlot.clips.message.UnreadableMessage;

/** Somebody outside, who reads a topic from its beginning to where it ends now. */
public final class TopicReader {
    private TopicReader() {}

    /** What stands there under a key, in order. */
    public static <T extends SpecificRecord> List<T> read(
            Map<String, Object> settings, Topic topic, MessageFormat<T> format, String key) {
        var found = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, Topic.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(new String(message.key(), StandardCharsets.UTF_8))) {
                        found.add(format.read(message.value()));
                    }
                }
            }
            return found;
        } catch (UnreadableMessage wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
