// One place that knows what has to be running before the program can start, and that nothing is left running after it.
package org.backlot.platform.app.embedded;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, Redis, a mail server and an object storage: those with an address are used, the others are started, side by side, under one
 * data folder.
 *
 * <p>Whoever starts them closes them, after the program that uses them and before the data folder. Once they are started
 * no hook does it at the end of the process: it would take the database away while the program is still finishing.
 */
public final class EmbeddedServices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedServices.class);

    private final PostgresAddress postgres;
    private final RedisAddress redis;
    private final SmtpAddress smtp;
    private final Optional<StorageAddress> storage;
    private final Optional<Mailbox> mailbox;
    private final List<Runnable> stops;

    private EmbeddedServices(
            PostgresAddress postgres,
            RedisAddress redis,
            SmtpAddress smtp,
            Optional<StorageAddress> storage,
            Optional<Mailbox> mailbox,
            List<Runnable> stops) {
        this.postgres = postgres;
        this.redis = redis;
        this.smtp = smtp;
        this.storage = storage;
        this.mailbox = mailbox;
        this.stops = stops;
    }

    /**
     * Starts what is not given, the object storage too.
     *
     * @throws EmbeddedServiceFailed as {@link #start(DataFolder, ServiceAddresses, EmbeddedPorts, Programs, Clock, boolean)}
     */
    public static EmbeddedServices start(
            DataFolder data, ServiceAddresses given, EmbeddedPorts ports, Programs programs, Clock clock) {
        return start(data, given, ports, programs, clock, true);
    }

    /**
     * Starts what is not given.
     *
     * @param withStorage whether an object storage is needed
     * @throws EmbeddedServiceFailed where one does not start, or the program is told to end meanwhile; the others are
     *     stopped again
     */
    public static EmbeddedServices start(
            DataFolder data,
            ServiceAddresses given,
            EmbeddedPorts ports,
            Programs programs,
            Clock clock,
            boolean withStorage) {
        var guard = StartGuard.install();
        try {
            var services = startAll(data, given, ports, programs, clock, withStorage);
            if (!guard.handOver()) {
                services.close();
                throw new EmbeddedServiceFailed("The program was told to end while its services were starting");
            }
            return services;
        } catch (EmbeddedServiceFailed failure) {
            guard.handOver();
            throw failure;
        } finally {
            guard.settle();
        }
    }

    private static EmbeddedServices startAll(
            DataFolder data,
            ServiceAddresses given,
            EmbeddedPorts ports,
            Programs programs,
            Clock clock,
            boolean withStorage) {
        var began = System.nanoTime();
        Optional<Future<EmbeddedPostgres>> postgres;
        Optional<Future<EmbeddedRedis>> redis;
        Optional<Future<Mailbox>> mailbox;
        Optional<Future<EmbeddedStorage>> storage;
        // At the end of this block all of them have ended, one way or the other.
        try (var side = Executors.newThreadPerTaskExecutor(Executors.defaultThreadFactory())) {
            postgres = unless(given.postgres(), side, () -> EmbeddedPostgres.start(data, programs, ports.postgres()));
            redis = unless(given.redis(), side, () -> EmbeddedRedis.start(data, programs, ports.redis()));
            mailbox = unless(given.smtp(), side, () -> Mailbox.start(ports.smtp(), clock));
            storage = withStorage
                    ? unless(given.storage(), side, () -> EmbeddedStorage.start(data, ports.storage()))
                    : Optional.empty();
        }
        var stops = new ArrayList<Runnable>();
        postgres.flatMap(EmbeddedServices::success).ifPresent(service -> stops.add(service::close));
        redis.flatMap(EmbeddedServices::success).ifPresent(service -> stops.add(service::close));
        mailbox.flatMap(EmbeddedServices::success).ifPresent(service -> stops.add(service::close));
        storage.flatMap(EmbeddedServices::success).ifPresent(service -> stops.add(service::close));

        var failures = Stream.of(postgres, redis, mailbox, storage)
                .flatMap(Optional::stream)
                .filter(service -> service.state() != Future.State.SUCCESS)
                .map(Future::exceptionNow)
                .map(EmbeddedServices::failed)
                .toList();
        if (!failures.isEmpty()) {
            stop(stops, failures);
        }
        log.info(
                "{} embedded services are ready after {} ms",
                stops.size(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return new EmbeddedServices(
                postgres.map(service -> service.resultNow().address())
                        .or(given::postgres)
                        .orElseThrow(),
                redis.map(service -> service.resultNow().address())
                        .or(given::redis)
                        .orElseThrow(),
                mailbox.map(service -> service.resultNow().address())
                        .or(given::smtp)
                        .orElseThrow(),
                storage.map(service -> service.resultNow().address()).or(given::storage),
                mailbox.map(Future::resultNow),
                stops);
    }

    private static <T> Optional<Future<T>> unless(Optional<?> given, ExecutorService side, Callable<T> start) {
        return given.isPresent() ? Optional.empty() : Optional.of(side.submit(start));
    }

    private static <T> Optional<T> success(Future<T> service) {
        return service.state() == Future.State.SUCCESS ? Optional.of(service.resultNow()) : Optional.empty();
    }

    private static EmbeddedServiceFailed failed(Throwable failure) {
        return failure instanceof EmbeddedServiceFailed known
                ? known
                : new EmbeddedServiceFailed("An embedded service did not start: " + failure, failure);
    }

    /** Stops in reverse order, all of them, also when one does not stop; throws all failures as one. */
    private static void stop(List<Runnable> stops, List<EmbeddedServiceFailed> before) {
        var failures = new ArrayList<>(before);
        for (var stop : stops.reversed()) {
            try {
                stop.run();
            } catch (EmbeddedServiceFailed failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** The database, embedded or given. */
    public PostgresAddress postgres() {
        return postgres;
    }

    /** The Redis, embedded or given. */
    public RedisAddress redis() {
        return redis;
    }

    /** The mail server, embedded or given. */
    public SmtpAddress smtp() {
        return smtp;
    }

    /** The object storage, embedded or given; empty where none is needed. */
    public Optional<StorageAddress> storage() {
        return storage;
    }

    /** The embedded mailbox; empty where mail goes to a real server. */
    public Optional<Mailbox> mailbox() {
        return mailbox;
    }

    /** Stops what was started here, in reverse order. */
    @Override
    public synchronized void close() {
        var toStop = List.copyOf(stops);
        stops.clear();
        stop(toStop, List.of());
    }
}
