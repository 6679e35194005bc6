// A broker that forgets would lose work that somebody was told is under way; one that starts without need costs
// everybody.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.backlot.clips.message.Topic;
import org.backlot.clips.worker.kafka.KafkaUnavailable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaTest {
    @TempDir
    Path temporary;

    @Test
    @DisplayName(
            "PLT-5: the broker starts when it is first needed; topics, messages and positions outlive its stop; it asks for a password")
    void restart() throws ExecutionException, InterruptedException {
        try (var data = DataFolder.open(temporary.resolve("the data"))) {
            try (var kafka = KafkaOnDemand.in(data, 0)) {
                assertThat(kafka.isInUse()).isFalse();
                assertThat(kafka.isWorthWhileAtOnce()).isFalse();
                assertThat(EmbeddedKafka.wasUsed(data)).isFalse();
                var told = new ArrayList<String>();
                kafka.whenInUse(() -> told.add("in use"));
                RunsKafka.tell(kafka.use());
                assertThat(kafka.isInUse()).isTrue();
                assertThat(told).containsExactly("in use");
                assertStrangerIsRefused(kafka.use());
            }
            try (var kafka = KafkaOnDemand.in(data, 0)) {
                assertThat(kafka.isWorthWhileAtOnce()).isTrue();
                assertAllIsThere(kafka.use());
            }
            try (var kafka = KafkaOnDemand.in(data, 0)) {
                kafka.close();
                assertThatThrownBy(kafka::use).isInstanceOf(KafkaUnavailable.class);
            }
        }
    }

    @Test
    @DisplayName("PLT-5: what the broker has acknowledged survives a kill -9 of the program it runs in")
    void killed() throws IOException, ExecutionException, InterruptedException {
        var folder = temporary.resolve("data");
        try (var other = TestServices.run(RunsKafka.class, folder)) {
            other.kill();
        }
        try (var data = DataFolder.open(folder);
                var kafka = KafkaOnDemand.in(data, 0)) {
            assertAllIsThere(kafka.use());
        }
    }

    @Test
    @DisplayName("PLT-5: a free port that somebody takes a moment before is given up for another one")
    void lost_ports() throws IOException {
        try (var data = DataFolder.open(temporary.resolve("data"));
                var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.LOOPBACK))) {
            int lost = taken.getLocalPort();
            // First that of the clients, then that of the controller.
            var ports =
                    List.of(lost, FreePort.choose(), FreePort.choose(), lost).iterator();

            try (var kafka = EmbeddedKafka.start(data, 0, () -> ports.hasNext() ? ports.next() : FreePort.choose())) {
                assertThat(ports).isExhausted();
                assertThat(kafka.address().servers()).doesNotEndWith(":" + lost);
            }
        }
    }

    @Test
    @DisplayName("PLT-5: a configured port that is taken is a refusal, and the next attempt may succeed")
    void configured_port() throws IOException {
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            int port;
            try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.LOOPBACK))) {
                port = taken.getLocalPort();
                assertThatThrownBy(() -> EmbeddedKafka.start(data, port))
                        .isInstanceOf(EmbeddedServiceFailed.class)
                        .hasMessageContaining("Kafka");
            }
            try (var kafka = EmbeddedKafka.start(data, port)) {
                assertThat(kafka.address().servers()).isEqualTo("127.0.0.1:" + port);
            }
        }
    }

    @Test
    @DisplayName(
            "PLT-5: Kafka of the environment is used as it is; half an address is refused, and no password is printed")
    void addresses() {
        assertThat(KafkaAddress.from(Map.of("BACKLOT_KAFKA", " "))).isEmpty();
        var cloud = KafkaAddress.from(Map.of(
                        "BACKLOT_KAFKA", "one.example:9092, two.example:9093",
                        "BACKLOT_KAFKA_USER", "key",
                        "BACKLOT_KAFKA_PASSWORD", "s3\"cret",
                        "BACKLOT_KAFKA_TLS", "true"))
                .orElseThrow();
        assertThat(cloud.clientSettings())
                .containsEntry("bootstrap.servers", "one.example:9092, two.example:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"key\" password=\"s3\\\"cret\";");
        assertThat(cloud.toString()).doesNotContain("cret");
        assertThat(new KafkaAddress("kafka:9092", Optional.empty(), false).clientSettings())
                .containsEntry("security.protocol", "PLAINTEXT");
        assertThatThrownBy(() -> KafkaAddress.from(Map.of("BACKLOT_KAFKA", "k:1", "BACKLOT_KAFKA_USER", "key")))
                .hasMessageContaining("BACKLOT_KAFKA_PASSWORD");
        assertThatThrownBy(() -> KafkaAddress.from(Map.of("BACKLOT_KAFKA", "kafka")))
                .hasMessageContaining("BACKLOT_KAFKA")
                .hasMessageContaining("host:port");
        assertThatThrownBy(() -> KafkaAddress.from(Map.of("BACKLOT_KAFKA", "k:1", "BACKLOT_KAFKA_TLS", "maybe")))
                .hasMessageContaining("BACKLOT_KAFKA_TLS");
    }

    private static void assertAllIsThere(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(settings)) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder(
                            Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new));
        }
        try (var consumer = RunsKafka.consumer(settings)) {
            var read = new ArrayList<String>();
            while (read.size() < 2) {
                consumer.poll(Duration.ofSeconds(1)).records(RunsKafka.PARTITION).stream()
                        .map(ConsumerRecord::value)
                        .forEach(read::add);
            }
            assertThat(read).isEqualTo(List.of("take 2", "take 3"));
        }
    }

    private static void assertStrangerIsRefused(Map<String, Object> settings) {
        var address = new KafkaAddress(
                String.valueOf(settings.get("bootstrap.servers")),
                Optional.of(new KafkaAddress.Login("backlot", "guessed")),
                false);
        try (var admin = Admin.create(address.clientSettings())) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }
}
