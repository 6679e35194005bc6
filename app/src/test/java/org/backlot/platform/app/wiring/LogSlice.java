package org.backlot.platform.app.wiring;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.WaitingJobs;
import org.backlot.clips.command.job.RetryPolicies;
import org.backlot.clips.saga.StepDeadlines;
import org.backlot.identity.app.SharedStandings;
import org.backlot.identity.command.access.Gate;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.app.DeadLetterDesk;
import org.backlot.log.app.DeadLetters;
import org.backlot.log.app.FollowerPositions;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.Transactions;
import org.backlot.logistics.command.dispatch.GateCrew;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.PostgresAddress;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.shared.Event;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.TreasuryCommand.ReleaseEscrow;
import org.backlot.treasury.saga.EscrowDeadlines;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The log and its followers as they are wired in the program, on a real PostgreSQL, with subscribers of the test's own. Each
 * begins with an empty database, so there is one at a time; it may be stopped and started again.
 */
final class LogSlice implements AutoCloseable {
    private static final class Server {
        private static final PostgresAddress ADDRESS = start();

        private static PostgresAddress start() {
            try {
                var folder = Files.createTempDirectory("backlot-log-slice");
                var data = DataFolder.open(folder.resolve("data"));
                var postgres = EmbeddedPostgres.start(data, Programs.in(Path.of("target", "programs")), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    postgres.close();
                    data.close();
                    FileSystemUtils.deleteRecursively(folder.toFile());
                }));
                return postgres.address();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Map<String, Long> sequences = new HashMap<>();
    private final List<ReleaseEscrow> releases = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings;
    private volatile EscrowDeadlines deadlines = (_, _, _) -> {};
    private ConfigurableApplicationContext context;

    private LogSlice(Map<String, String> settings, Supplier<List<LogSubscriber>> subscribers) {
        this.settings = settings;
        this.context = started(subscribers);
    }

    /** A slice without subscribers but the saga, if the settings want that. */
    static LogSlice with(Map<String, String> settings, Supplier<List<LogSubscriber>> subscribers) {
        var address = Server.ADDRESS;
        var jdbc =
                JdbcClient.create(new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
        jdbc.sql("select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'")
                .query(String.class)
                .list()
                .forEach(
                        schema -> jdbc.sql("drop schema " + schema + " cascade").update());
        jdbc.sql("create schema public").update();
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .javaMigrations(new NewLogMigration())
                .load()
                .migrate();
        return new LogSlice(settings, subscribers);
    }

    private ConfigurableApplicationContext started(Supplier<List<LogSubscriber>> subscribers) {
        var application = new SpringApplication(
                SecretsWiring.class,
                DatabaseWiring.class,
                LogWiring.class,
                CommandWiring.class,
                FollowerWiring.class,
                SagaWiring.class,
                JdbcClaims.class,
                SharedStandings.class,
                Gate.class,
                GateCrew.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean("deadlines", EscrowDeadlines.class, () -> this::schedule);
            // The clip pipeline is wired too; no clip job is told here.
            beans.registerBean("stepDeadlines", StepDeadlines.class, NoStepDeadlines::new);
            beans.registerBean("waitingJobs", WaitingJobs.class, () -> List::of);
            beans.registerBean("retryPolicies", RetryPolicies.class, RetryPolicies::standard);
            beans.registerBean(
                    "recording",
                    CommandGateway.class,
                    () -> recording(beans.getBean("commandGateway", CommandGateway.class)),
                    definition -> definition.setPrimary(true));
            for (var subscriber : subscribers.get()) {
                beans.registerBean(subscriber.name(), LogSubscriber.class, () -> subscriber);
            }
        });
        var address = Server.ADDRESS;
        var arguments = new ArrayList<>(List.of(
                "--backlot.postgres.url=" + address.jdbcUrl(),
                "--spring.main.web-application-type=none",
                "--backlot.postgres.user=" + address.user(),
                "--backlot.postgres.password=" + address.password(),
                "--backlot.postgres.connections=8",
                "--backlot.redis.url=redis://localhost:1",
                "--backlot.master-key=" + "A".repeat(43) + "="));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return application.run(arguments.toArray(String[]::new));
    }

    private static final class NoStepDeadlines implements StepDeadlines {
        @Override
        public void timeOut(JobId job, AttemptAt attempt, From from, Instant at) {
            throw new IllegalStateException("there is no clip job");
        }

        @Override
        public void begin(JobId job, AttemptAt attempt, Instant at) {
            throw new IllegalStateException("there is no clip job");
        }
    }

    private void schedule(EscrowId escrow, ProjectId project, Instant expiresAt) {
        deadlines.schedule(escrow, project, expiresAt);
    }

    /** Lets the saga's deadlines be what a test wants, from now on. */
    void deadlines(EscrowDeadlines wanted) {
        deadlines = wanted;
    }

    // Releases are noted and granted; all else goes its way.
    private CommandGateway recording(CommandGateway real) {
        return (CommandGateway) Proxy.newProxyInstance(
                LogSlice.class.getClassLoader(), new Class<?>[] {CommandGateway.class}, (_, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof ReleaseEscrow release) {
                        releases.add(release);
                        return true;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The releases that the saga asked for. */
    List<ReleaseEscrow> releases() {
        return releases;
    }

    /** Stops the program, and starts it again on the same database. */
    void restart(Supplier<List<LogSubscriber>> subscribers) {
        context.close();
        context = started(subscribers);
    }

    /** Appends an event as the next of its stream. */
    void tell(Event event) {
        tell(List.of(event));
    }

    /** Appends events, each as the next of its stream, in one commit. */
    void tell(List<? extends Event> events) {
        var store = bean(EventStore.class);
        bean(Transactions.class).commit(new GenericMessage<>("test"), _ -> {
            for (var event : events) {
                long sequence = sequences.merge(event.stream(), 0L, (before, _) -> before + 1);
                store.publish(new GenericDomainEventMessage<>("test", event.stream(), sequence, event));
            }
            return 0;
        });
    }

    /** The newest position. */
    long head() {
        return jdbc().sql("select position from log.head").query(Long.class).single();
    }

    /** Waits until a follower has come to the head of the log, as it is now. */
    void caughtUp(String follower) {
        long head = head();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> bean(FollowerPositions.class).read(follower) >= head);
    }

    DeadLetters letters() {
        return bean(DeadLetters.class);
    }

    DeadLetterDesk desk() {
        return bean(DeadLetterDesk.class);
    }

    Rebuilds rebuilds() {
        return bean(Rebuilds.class);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    static EscrowDeadlines failingFor(EscrowId escrow) {
        return (id, _, _) -> {
            if (id.equals(escrow)) {
                throw new IllegalStateException("no deadline for it");
            }
        };
    }
}
