package org.backlot.clips.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.backlot.clips.worker.kafka.KafkaSlice.id;
import static org.backlot.clips.worker.kafka.KafkaSlice.listen;
import static org.backlot.clips.worker.kafka.KafkaSlice.listening;
import static org.backlot.clips.worker.kafka.KafkaSlice.order;
import static org.backlot.clips.worker.kafka.KafkaSlice.orders;
import static org.backlot.clips.worker.kafka.KafkaSlice.publisher;
import static org.backlot.clips.worker.kafka.KafkaSlice.unacknowledged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.backlot.clips.message.DeadLetter;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.StepOrder;
import org.backlot.clips.message.Topic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MessagesSliceTest {
    @Test
    @DisplayName(
            "PLT-5: the 14 topics are there with 3 partitions and their retention, and making them again changes nothing")
    void topics() throws ExecutionException, InterruptedException {
        var settings = KafkaSlice.cluster().use();
        TopicCreation.run(settings, Optional.of((short) 1));

        var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        var there = KafkaSlice.admin().describeTopics(names).allTopicNames().get();
        assertThat(there.values())
                .hasSize(14)
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        assertThat(retention("jobs.render")).isEqualTo(Duration.ofDays(7));
        assertThat(retention("jobs.completed")).isEqualTo(Duration.ofDays(30));
        assertThat(retention("jobs.failed")).isEqualTo(Duration.ofDays(30));
        assertThat(retention("analytics.usage")).isEqualTo(Duration.ofDays(90));
        assertThat(TopicCreation.reachable(KafkaSlice.admin(), Duration.ofSeconds(5)))
                .isTrue();
    }

    private static Duration retention(String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = KafkaSlice.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .getOrDefault(resource, new Config(List.of()));
        return Duration.ofMillis(
                Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()));
    }

    @Test
    @DisplayName("PLT-5: orders of one job are handled in order and never side by side; several jobs are")
    void order_per_job() {
        var topic = Topic.JOBS_INGEST;
        var jobs = Stream.generate(KafkaSlice::id).limit(12).toList();
        var told = new ConcurrentHashMap<UUID, List<Integer>>();
        var busy = ConcurrentHashMap.<UUID>newKeySet();
        var collisions = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var mostAtOnce = new AtomicInteger();
        // Whoever comes first waits for a second one: without lanes side by side it would wait for ever.
        var twoAtOnce = new CountDownLatch(2);
        MessageHandler<StepOrder> handler = order -> {
            if (!busy.add(order.getJobId())) {
                collisions.incrementAndGet();
            }
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            twoAtOnce.countDown();
            twoAtOnce.await();
            Thread.sleep(2);
            told.computeIfAbsent(order.getJobId(), _ -> new CopyOnWriteArrayList<>())
                    .add(order.getAttempt());
            atOnce.decrementAndGet();
            busy.remove(order.getJobId());
        };
        try (var consumer = listen(orders("in-order", topic).withLanes(3), handler)) {
            // Before each lane has a partition of its own, the first one would do it all alone.
            await().until(() -> listening("in-order") == Topic.PARTITIONS);
            for (var number = 1; number <= 10; number++) {
                for (var job : jobs) {
                    publisher().send(order(topic, job, number));
                }
            }
            await().until(() -> consumer.handled() >= 120 && unacknowledged("in-order", topic) == 0);
        }
        var inOrder = IntStream.rangeClosed(1, 10).boxed().toList();
        assertThat(jobs)
                .allSatisfy(job -> assertThat(
                                told.getOrDefault(job, List.of()).stream().distinct())
                        .isEqualTo(inOrder));
        assertThat(collisions).hasValue(0);
        assertThat(mostAtOnce.get()).isBetween(2, 3);
    }

    @Test
    @DisplayName("PLT-5: what a consumer had not acknowledged when it died comes to the next one, and only that")
    void redelivery() throws InterruptedException {
        var topic = Topic.JOBS_TRANSCRIBE;
        var job = id();
        publisher().send(order(topic, job, 1));
        publisher().send(order(topic, job, 2));
        publisher().send(order(topic, job, 3));

        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var first = listen(orders("redelivered", topic).withGrace(Duration.ZERO), order -> {
            if (order.getAttempt() == 2) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            }
        });
        begun.await();
        await().until(() -> unacknowledged("redelivered", topic) == 2);
        first.close();
        interrupted.await();

        var told = new CopyOnWriteArrayList<Integer>();
        try (var _ = listen(orders("redelivered", topic), order -> told.add(order.getAttempt()))) {
            await().until(() -> unacknowledged("redelivered", topic) == 0);
        }
        assertThat(told).containsExactly(2, 3);
    }

    @Test
    @DisplayName(
            "PLT-5: a consumer that is told to stop finishes what is under way, acknowledges it, and begins nothing new")
    void graceful_stop() throws InterruptedException {
        var topic = Topic.JOBS_SCENE_DETECT;
        var job = id();
        publisher().send(order(topic, job, 1));
        publisher().send(order(topic, job, 2));
        var begun = new CountDownLatch(1);
        var mayFinish = new CountDownLatch(1);
        var told = new CopyOnWriteArrayList<Integer>();
        var consumer = listen(orders("stopped", topic), order -> {
            begun.countDown();
            mayFinish.await();
            told.add(order.getAttempt());
        });
        begun.await();
        var closing = Thread.ofVirtual().start(consumer::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        mayFinish.countDown();
        closing.join();
        assertThat(told).containsExactly(1);
        assertThat(unacknowledged("stopped", topic)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "PLT-5: what is no message, what is refused and what keeps failing lie with the dead letters, with a reason; the rest goes on")
    void dead_letters() throws ExecutionException, InterruptedException {
        var topic = Topic.JOBS_FACE_TRACK;
        var job = id();
        var rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        KafkaSlice.sendRaw(topic, job.toString(), rubbish);
        for (var number = 1; number <= 3; number++) {
            publisher().send(order(topic, job, number));
        }
        var attempts = new AtomicInteger();
        var told = new CopyOnWriteArrayList<Integer>();
        MessageHandler<StepOrder> handler = order -> {
            switch (order.getAttempt()) {
                case 1 -> throw new PoisonMessage("settings name no tracker");
                case 2 -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("quotes what it should not");
                }
                default -> told.add(order.getAttempt());
            }
        };
        try (var consumer = listen(orders("poisoned", topic), handler)) {
            await().until(() -> unacknowledged("poisoned", topic) == 0);
            assertThat(consumer.laidAside()).isEqualTo(3);
        }
        assertThat(told).containsExactly(3);
        assertThat(attempts).hasValue(3);

        var letters = new CopyOnWriteArrayList<DeadLetter>();
        try (var _ = listen(
                Subscription.of("readers", Set.of(Topic.JOBS_DEAD_LETTER), MessageFormat.DEAD_LETTER), letters::add)) {
            await().until(() -> letters.size() == 3);
        }
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.getTopic()).isEqualTo("jobs.face-track");
            assertThat(letter.getKey()).contains(job.toString());
            assertThat(letter.getAt()).isEqualTo(KafkaSlice.NOW);
        });
        assertThat(letters)
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        "It is no Avro message",
                        "settings name no tracker",
                        "It failed 3 times, last by java.lang.IllegalStateException");
        assertThat(letters).extracting(DeadLetter::getOffset).isSorted();
        assertThat(letters.getFirst().getBody().array()).isEqualTo(rubbish);
    }

    @Test
    @DisplayName("PLT-5: a message whose handler misses something is tried until that is back, and is no dead letter")
    void not_now() {
        var topic = Topic.JOBS_AUDIO_EXTRACT;
        publisher().send(order(topic, id(), 1));
        var attempts = new AtomicInteger();
        try (var consumer = listen(orders("patient", topic).withAttempts(1, Duration.ofMillis(1)), _ -> {
            if (attempts.incrementAndGet() < 6) {
                throw new NotNow("the object store is away", new IOException());
            }
        })) {
            await().until(() -> unacknowledged("patient", topic) == 0);
            assertThat(consumer.handled()).isEqualTo(1);
            assertThat(consumer.laidAside()).isZero();
            assertThat(consumer.failuresInARow()).isZero();
        }
        assertThat(attempts).hasValue(6);
    }

    @Test
    @DisplayName(
            "PLT-5: a message that takes longer than Kafka waits for a poll stays with its consumer, which fetches no more meanwhile")
    void long_work() {
        var topic = Topic.JOBS_RENDER;
        var job = id();
        for (var number = 1; number <= 5; number++) {
            publisher().send(order(topic, job, number));
        }
        var told = new CopyOnWriteArrayList<Integer>();
        var impatient = KafkaSlice.clusterWith(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 500);
        try (var _ = listen(impatient, orders("lengthy", topic), order -> {
            told.add(order.getAttempt());
            if (order.getAttempt() == 1) {
                // As long as a render: real time is what this is about.
                Thread.sleep(1500);
            }
        })) {
            await().until(() -> unacknowledged("lengthy", topic) == 0);
        }
        assertThat(told).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @DisplayName(
            "PLT-5: a second consumer takes its share of the partitions while the first is at work, and nothing is left out")
    void shared_out() throws InterruptedException {
        var topic = Topic.JOBS_CLIP_SELECT;
        var jobs = Stream.generate(KafkaSlice::id).limit(30).toList();
        for (var number = 1; number <= 4; number++) {
            for (var job : jobs) {
                publisher().send(order(topic, job, number));
            }
        }
        var told = new ConcurrentHashMap<UUID, List<Integer>>();
        MessageHandler<StepOrder> handler =
                order -> told.computeIfAbsent(order.getJobId(), _ -> new CopyOnWriteArrayList<>())
                        .add(order.getAttempt());
        var firstBegan = new CountDownLatch(1);
        var secondHasItsShare = new CountDownLatch(1);
        MessageHandler<StepOrder> atWork = order -> {
            firstBegan.countDown();
            secondHasItsShare.await();
            handler.handle(order);
        };
        try (var first = listen(orders("shared", topic), atWork)) {
            firstBegan.await();
            try (var second = listen(orders("shared", topic), order -> {
                handler.handle(order);
                secondHasItsShare.countDown();
            })) {
                await().until(() -> unacknowledged("shared", topic) == 0);
                assertThat(first.handled()).isPositive();
                assertThat(second.handled()).isPositive();
            }
        }
        assertThat(jobs)
                .allSatisfy(job -> assertThat(new ArrayList<>(Set.copyOf(told.getOrDefault(job, List.of()))))
                        .containsExactlyInAnyOrder(1, 2, 3, 4));
    }

    @Test
    @DisplayName("PLT-5: who listens to a broker that nobody has needed yet waits, and does not have it started")
    void waits() {
        var started = new AtomicInteger();
        var waiting = new CopyOnWriteArrayList<Runnable>();
        KafkaCluster asleep = new KafkaCluster() {
            @Override
            public Map<String, Object> use() {
                started.incrementAndGet();
                return KafkaSlice.cluster().use();
            }

            @Override
            public boolean isInUse() {
                return started.get() > 0;
            }

            @Override
            public void whenInUse(Runnable then) {
                waiting.add(then);
            }
        };
        try (var consumer = listen(asleep, orders("asleep", Topic.JOBS_EXPORT), _ -> {})) {
            assertThat(started).hasValue(0);
            publisher().send(order(Topic.JOBS_EXPORT, id(), 1));
            waiting.forEach(Runnable::run);
            await().until(() -> consumer.handled() == 1);
        }
    }
}
