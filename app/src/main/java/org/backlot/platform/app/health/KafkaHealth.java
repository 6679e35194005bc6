package org.backlot.platform.app.health;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.backlot.clips.worker.kafka.KafkaUnavailable;
import org.backlot.clips.worker.kafka.TopicCreation;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.jspecify.annotations.Nullable;

/** Whether all topics can be reached. A Kafka that nobody has needed yet is not asked: that would have it started. */
public final class KafkaHealth implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaOnDemand cluster;
    private @Nullable Admin admin;
    private boolean closed;

    public KafkaHealth(KafkaOnDemand cluster) {
        this.cluster = cluster;
    }

    /** {@code up}, {@code down}, or {@code idle} where it has not been needed yet. May wait for two seconds. */
    synchronized String state() {
        if (!cluster.isInUse()) {
            return cluster.hasFailed() ? "down" : "idle";
        }
        try {
            return TopicCreation.reachable(client(), PATIENCE) ? "up" : "down";
        } catch (KafkaUnavailable ending) {
            return "down";
        }
    }

    private Admin client() {
        if (closed) {
            throw new KafkaUnavailable("The program is ending");
        }
        var known = admin;
        if (known == null) {
            known = cluster.admin();
            admin = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(PATIENCE);
            admin = null;
        }
    }
}
