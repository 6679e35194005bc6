// Runs in a Java of its own, to be killed with its broker.
package org.backlot.platform.app.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

final class RunsKafka {
    static final TopicPartition PARTITION = new TopicPartition("jobs.render", 1);
    static final String GROUP = "renderers";

    private RunsKafka() {}

    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        try (var data = DataFolder.open(Path.of(arguments[0]));
                var kafka = KafkaOnDemand.in(data, 0)) {
            tell(kafka.use());
            System.out.println("ready to be killed");
            Thread.currentThread().join();
        }
    }

    /** Three messages, of which the first is acknowledged. */
    static void tell(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (var take = 1; take <= 3; take++) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "job", "take " + take))
                        .get();
            }
        }
        try (var consumer = consumer(settings)) {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));
        }
    }

    static KafkaConsumer<String, String> consumer(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("group.id", GROUP);
        all.put("enable.auto.commit", false);
        var consumer = new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(PARTITION));
        return consumer;
    }
}
