package org.backlot.platform.app.wiring;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.backlot.clips.worker.kafka.KafkaUnavailable;
import org.backlot.clips.worker.kafka.MessageConsumer;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has everybody listen who listens to Kafka. Where there may be something to hear already, Kafka is sought, or started, once
 * the rest of the program stands, and nobody waits for it.
 */
final class KafkaLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLife.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);
    /** Those who order work, and those who do it. */
    private static final Set<Role> CONCERNED = EnumSet.of(Role.SAGA, Role.WORKER);

    private final KafkaOnDemand cluster;
    private final List<MessageConsumer<?>> consumers;
    private final Set<Role> roles;
    private @Nullable Thread seeker;
    private volatile boolean running;

    KafkaLife(KafkaOnDemand cluster, List<MessageConsumer<?>> consumers, Set<Role> roles) {
        this.cluster = cluster;
        this.consumers = consumers;
        this.roles = roles;
    }

    @Override
    public void start() {
        running = true;
        consumers.forEach(MessageConsumer::start);
        if (cluster.isOurs() && !roles.containsAll(CONCERNED)) {
            cluster.whenInUse(() -> LOG.warn(
                    "This process has a Kafka of its own that no other process hears: give all of them BACKLOT_KAFKA"));
        }
        if (cluster.isWorthWhileAtOnce() && roles.stream().anyMatch(CONCERNED::contains)) {
            seeker = Thread.ofPlatform().daemon().name("kafka-seeker").start(this::seek);
        }
    }

    private void seek() {
        var pause = FIRST_RETRY;
        while (running) {
            try {
                cluster.use();
                return;
            } catch (KafkaUnavailable away) {
                LOG.warn("Kafka cannot be used yet: {}", away.getMessage());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(SLOWEST_RETRY) < 0 ? pause.multipliedBy(2) : SLOWEST_RETRY;
        }
    }

    @Override
    public void stop() {
        running = false;
        if (seeker != null) {
            seeker.interrupt();
        }
        // Side by side: each may wait for work that is under way.
        try (var side = Executors.newThreadPerTaskExecutor(Executors.defaultThreadFactory())) {
            consumers.forEach(consumer -> side.execute(consumer::close));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
