// A broker of our own takes seconds of two cores and some fifty megabytes. Whoever never cuts a clip shall not pay
// that,
// and nobody shall wait for it at the start.
package org.backlot.platform.app.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.backlot.clips.worker.kafka.KafkaCluster;
import org.backlot.clips.worker.kafka.KafkaUnavailable;
import org.backlot.clips.worker.kafka.TopicCreation;
import org.jspecify.annotations.Nullable;

/** The Kafka of the environment, or one of our own that is started by its first use and stopped with the program. */
public final class KafkaOnDemand implements KafkaCluster, AutoCloseable {
    private static final String REPLICATION = "BACKLOT_KAFKA_REPLICATION";
    private static final Optional<Short> ALONE = Optional.of((short) 1);

    private final Supplier<KafkaAddress> start;
    private final Optional<Short> replication;
    private final boolean ours;
    private final boolean worthWhileAtOnce;
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile @Nullable Map<String, Object> settings;
    private volatile boolean failed;
    private @Nullable EmbeddedKafka own;
    private boolean closed;

    private KafkaOnDemand(
            @Nullable Supplier<KafkaAddress> given,
            Supplier<EmbeddedKafka> embedded,
            Optional<Short> replication,
            boolean worthWhileAtOnce) {
        this.start = given != null ? given : () -> ownOne(embedded);
        this.ours = given == null;
        this.replication = replication;
        this.worthWhileAtOnce = worthWhileAtOnce;
    }

    /**
     * As the {@code BACKLOT_KAFKA*} variables say; without them one in this process.
     *
     * @throws IllegalArgumentException naming the variable that is wrong or missing
     */
    public static KafkaOnDemand from(Map<String, String> environment, DataFolder data) {
        return KafkaAddress.from(environment)
                .map(address -> at(address, replication(environment)))
                .orElseGet(() -> in(data, 0));
    }

    private static Optional<Short> replication(Map<String, String> environment) {
        try {
            return Optional.ofNullable(environment.get(REPLICATION))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .map(Short::parseShort);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(REPLICATION + ": not a number: " + environment.get(REPLICATION), wrong);
        }
    }

    /**
     * One that runs elsewhere.
     *
     * @param replication on how many of its brokers each of our topics shall lie; empty for its own custom
     */
    public static KafkaOnDemand at(KafkaAddress address, Optional<Short> replication) {
        return new KafkaOnDemand(() -> address, KafkaOnDemand::never, replication, true);
    }

    /**
     * One in this process.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static KafkaOnDemand in(DataFolder data, int port) {
        return new KafkaOnDemand(null, () -> EmbeddedKafka.start(data, port), ALONE, EmbeddedKafka.wasUsed(data));
    }

    private static EmbeddedKafka never() {
        throw new IllegalStateException("Kafka runs elsewhere");
    }

    private KafkaAddress ownOne(Supplier<EmbeddedKafka> embedded) {
        var running = own;
        if (running == null) {
            running = embedded.get();
            own = running;
        }
        return running.address();
    }

    /** Whether there may be something to do before anybody sends: it runs elsewhere, or ran here before. */
    public boolean isWorthWhileAtOnce() {
        return worthWhileAtOnce;
    }

    @Override
    public Map<String, Object> use() {
        var known = settings;
        if (known != null) {
            return known;
        }
        List<Runnable> listeners;
        synchronized (this) {
            if (closed) {
                throw new KafkaUnavailable("The program is ending: Kafka is not started any more");
            }
            known = settings;
            if (known != null) {
                return known;
            }
            known = begun();
            settings = known;
            listeners = List.copyOf(waiting);
            waiting.clear();
        }
        listeners.forEach(Runnable::run);
        return known;
    }

    private Map<String, Object> begun() {
        try {
            var known = Map.copyOf(start.get().clientSettings());
            TopicCreation.run(known, replication);
            failed = false;
            return known;
        } catch (EmbeddedServiceFailed failure) {
            failed = true;
            throw new KafkaUnavailable("Kafka did not start: " + failure.getMessage(), failure);
        } catch (KafkaUnavailable away) {
            failed = true;
            throw away;
        }
    }

    /** Whether it is, or would be, in this process. */
    public boolean isOurs() {
        return ours;
    }

    /** Whether the latest attempt to begin using it has not succeeded. */
    public boolean hasFailed() {
        return failed;
    }

    @Override
    public boolean isInUse() {
        return settings != null;
    }

    @Override
    public void whenInUse(Runnable then) {
        synchronized (this) {
            if (settings == null) {
                waiting.add(then);
                return;
            }
        }
        then.run();
    }

    /** Stops what was started here. */
    @Override
    public synchronized void close() {
        closed = true;
        settings = null;
        if (own != null) {
            own.close();
            own = null;
        }
    }
}
