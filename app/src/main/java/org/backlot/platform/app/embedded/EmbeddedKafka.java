// Clip jobs travel over Kafka also where nobody has one. So the program can be its own broker: one node that is its own
// controller, in this process, with its log in the data folder.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A Kafka broker of our own, on the loopback interface only, behind a password. What it has acknowledged is on disk; its
 * topics, messages and the positions of its readers outlive it, also a {@code kill -9}.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String FOLDER = "kafka";
    private static final String LOG = "log";
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String USER = "backlot";
    private static final int NODE = 1;
    private static final int ATTEMPTS = 5;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private final KafkaRaftServer server;
    private final KafkaAddress address;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, KafkaAddress address) {
        this.server = server;
        this.address = address;
    }

    /** Whether one has been started on that folder before: what it was told may still wait there. */
    public static boolean wasUsed(DataFolder data) {
        return Files.exists(data.path().resolve(FOLDER).resolve(LOG));
    }

    /**
     * Starts it.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static EmbeddedKafka start(DataFolder data, int port) {
        return start(data, port, FreePort::choose);
    }

    /** @param freePorts somebody else may have taken what it gives before Kafka does; then it is asked again */
    static EmbeddedKafka start(DataFolder data, int port, IntSupplier freePorts) {
        var began = System.nanoTime();
        // Kafka ends the process where it cannot go on. This process has more to do than that.
        Exit.setExitProcedure(EmbeddedKafka::givesUp);
        Exit.setHaltProcedure(EmbeddedKafka::givesUp);
        var folder = data.subfolder(FOLDER);
        try {
            var password = Secret.in(folder.resolve("password")).value();
            var storage = formatted(folder);
            for (var attempt = 1; true; attempt++) {
                int clients = port == 0 ? freePorts.getAsInt() : port;
                int controller = freePorts.getAsInt();
                try {
                    var started = attempt(storage, clients, controller, password);
                    log.info(
                            "Kafka is ready at {} after {} ms",
                            started.address.servers(),
                            Duration.ofNanos(System.nanoTime() - began).toMillis());
                    return started;
                } catch (RuntimeException failure) {
                    // Of one of them Kafka tells why, in an exception of its own; of the other one it only gives up.
                    boolean lost = FreePort.isTaken(controller) || (port == 0 && FreePort.isTaken(clients));
                    if (attempt == ATTEMPTS || !lost) {
                        throw failure;
                    }
                }
            }
        } catch (IOException | RuntimeException failure) {
            throw failure instanceof EmbeddedServiceFailed known
                    ? known
                    : new EmbeddedServiceFailed("Kafka in " + folder + " could not be started: " + failure, failure);
        }
    }

    private static EmbeddedKafka attempt(Path storage, int port, int controllerPort, String password) {
        var server = new KafkaRaftServer(
                KafkaConfig.fromProps(settings(storage, port, controllerPort, password), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failure) {
            server.shutdown();
            throw failure;
        }
        return new EmbeddedKafka(
                server,
                new KafkaAddress(
                        FreePort.LOOPBACK + ":" + port, Optional.of(new KafkaAddress.Login(USER, password)), false));
    }

    /** Made beside its place, and moved there when complete: half a storage would be refused for ever. */
    private static Path formatted(Path folder) throws IOException {
        var place = folder.resolve(LOG);
        if (!Files.exists(place)) {
            var draft = folder.resolve(LOG + ".new");
            FileSystemUtils.deleteRecursively(draft);
            Files.createDirectory(draft);
            try {
                new Formatter()
                        .setClusterId(Uuid.randomUuid().toString())
                        .setNodeId(NODE)
                        .setDirectories(List.of(draft.toString()))
                        .setMetadataLogDirectory(draft.toString())
                        .setControllerListenerName(CONTROLLER)
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                        .run();
            } catch (IOException | RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new EmbeddedServiceFailed("The storage of Kafka could not be made", failure);
            }
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return place;
    }

    private static Properties settings(Path storage, int port, int controllerPort, String password) {
        var clients = "%s://%s:%d".formatted(CLIENTS, FreePort.LOOPBACK, port);
        var controller = "%s:%d".formatted(FreePort.LOOPBACK, controllerPort);
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("listeners", clients + "," + CONTROLLER + "://" + controller);
        settings.put("advertised.listeners", clients);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("log.dirs", storage.toString());

        var login = "org.apache.kafka.common.security.plain.PlainLoginModule required "
                + "username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";".formatted(USER, password);
        settings.put("listener.security.protocol.map", CLIENTS + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        settings.put("listener.name.clients.plain.sasl.jaas.config", login);
        settings.put("listener.name.controller.plain.sasl.jaas.config", login);

        // Acknowledged is on disk, as with the database.
        settings.put("log.flush.interval.messages", "1");
        // Whoever was killed is still a member for so long, and its successor waits for that.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // There is one program: nobody else is worth waiting for.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Longer than any topic keeps its messages: whoever comes back after months goes on where it was.
        settings.put(
                "offsets.retention.minutes", Long.toString(Duration.ofDays(100).toMinutes()));

        // Made for one program on one machine, not for a rack.
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MIB));
        settings.put("log.cleaner.io.buffer.size", Integer.toString(256 * KIB));
        settings.put("log.index.size.max.bytes", Integer.toString(MIB));
        settings.put("metric.reporters", "");
        return settings;
    }

    private static void givesUp(int status, @Nullable String message) {
        log.error("Kafka in this process gives up (status {}): {}", status, message == null ? "no reason" : message);
        throw new EmbeddedServiceFailed("Kafka in this process has given up: start the program again");
    }

    /** With the password in it. */
    public KafkaAddress address() {
        return address;
    }

    /** Stops it in good order; its messages stay. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.shutdown();
            server.awaitShutdown();
            log.info("Kafka at {} has stopped", address.servers());
        }
    }
}
