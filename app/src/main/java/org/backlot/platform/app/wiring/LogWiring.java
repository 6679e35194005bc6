package org.backlot.platform.app.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.backlot.eventstore.GroupCommit;
import org.backlot.eventstore.JoinedAppend;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.Tail;
import org.backlot.eventstore.axon.EventMessages;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.log.api.Projection;
import org.backlot.log.app.DeadLetters;
import org.backlot.log.app.EventSerializer;
import org.backlot.log.app.FollowerPositions;
import org.backlot.log.app.FollowerRows;
import org.backlot.log.app.LogDatabase;
import org.backlot.log.app.PassedPositions;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.ProjectionSchemas;
import org.backlot.log.app.RebuildRuns;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.Transactions;
import org.backlot.platform.app.crypto.SubjectSeal;
import org.backlot.shared.personal.SubjectKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The event log and what reads it. */
@Configuration(proxyBeanMethods = false)
class LogWiring {
    private static final Duration SILENT_FOR = Duration.ofSeconds(60);
    private static final int KEPT_TAIL = 4096;
    private static final int WORKERS = 64;
    /** Some ten seconds of work. */
    private static final int WAITING_WORK = 10_000;

    private static final Duration IDLE_WORKERS_STAY = Duration.ofMinutes(1);
    private static final int MOST_CACHED_EVENTS = 200_000;

    /**
     * Where commands are worked on, and whatever else waits for the database. Platform threads: each answer of the database
     * would wake two others before it woke a virtual one. Who finds all of them at work waits in line; beyond that, with
     * {@link RejectedExecutionException}, there is no use in waiting.
     */
    @Bean(destroyMethod = "dispose")
    Scheduler workers() {
        var pool = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_WORKERS_STAY.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_WORK),
                Thread.ofPlatform().daemon().name("worker-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return Schedulers.fromExecutorService(pool, "workers");
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    EventSerializer eventSerializer(SubjectKeys keys, SubjectSeal seal) {
        return new EventSerializer(keys, seal);
    }

    /** One decoded form of each event for all who follow; but what was erased must be gone from memory too. */
    @Bean
    Tail<TrackedEventMessage<?>> tail(LogReader reader, EventMessages messages, EventSerializer serializer) {
        return new Tail<>(
                reader,
                event -> messages.tracked(event).getFirst(),
                event -> !serializer.holdsPersonalFields(event.type()),
                KEPT_TAIL);
    }

    @Bean
    LogReader logReader(HikariDataSource connectionPool) {
        return new LogReader(connectionPool, LogSchema.LOG);
    }

    @Bean
    EventMessages eventMessages(EventSerializer serializer) {
        return new EventMessages(serializer, NoOpEventUpcaster.INSTANCE);
    }

    @Bean(destroyMethod = "close")
    GroupCommit groupCommit(LogDatabase database, Tail<TrackedEventMessage<?>> tail) {
        return new GroupCommit(connectionsOfItsOwn(database), LogSchema.LOG, GroupCommit.Settings.USUAL, tail).start();
    }

    @Bean
    LogNotices logNotices(LogDatabase database, LogReader reader, Tail<TrackedEventMessage<?>> tail) {
        return new LogNotices(connectionsOfItsOwn(database), LogSchema.LOG, reader, tail);
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            GroupCommit group,
            LogReader reader,
            EventMessages messages,
            Tail<TrackedEventMessage<?>> tail,
            BegunTransactions transactions,
            EventSerializer serializer) {
        return new PostgresEventStorageEngine(
                group,
                new JoinedAppend(LogSchema.LOG),
                reader,
                messages,
                tail,
                new PostgresEventStorageEngine.Settings(
                        transactions,
                        event -> !serializer.holdsPersonalFields(event.getPayloadType()),
                        MOST_CACHED_EVENTS,
                        false));
    }

    // What holds a connection for as long as the program lives must not take it from the pool.
    private static DataSource connectionsOfItsOwn(LogDatabase database) {
        var connections = new DriverManagerDataSource(database.url(), database.user(), database.password());
        var properties = new Properties();
        // A server that has vanished without a word is noticed, and the appender can look elsewhere what became of it.
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", Long.toString(SILENT_FOR.toSeconds()));
        connections.setConnectionProperties(properties);
        return connections;
    }

    @Bean
    RecordedLog recordedLog(LogReader reader, EventMessages messages, Tail<TrackedEventMessage<?>> tail) {
        return new RecordedLog(reader, messages, tail);
    }

    @Bean
    Transactions transactions(TransactionManager transactions) {
        return new Transactions(transactions);
    }

    @Bean
    FollowerPositions followerPositions(JdbcClient jdbc) {
        return new FollowerPositions(jdbc);
    }

    @Bean
    PassedPositions passedPositions(HikariDataSource connectionPool) {
        return new PassedPositions(JdbcClient.create(connectionPool));
    }

    @Bean
    FollowerRows followerRows(FollowerPositions positions) {
        return new FollowerRows(positions);
    }

    @Bean
    ProjectionSchemas projectionSchemas(JdbcClient jdbc, Transactions transactions) {
        return new ProjectionSchemas(jdbc, transactions);
    }

    @Bean
    RebuildRuns rebuildRuns(JdbcClient jdbc, HikariDataSource connectionPool, RecordedLog log, Clock clock) {
        return new RebuildRuns(jdbc, connectionPool, log, clock);
    }

    @Bean
    ProjectionRebuild projectionRebuild(
            RecordedLog log,
            FollowerPositions positions,
            ProjectionSchemas schemas,
            Transactions transactions,
            DeadLetters letters,
            RebuildRuns runs,
            JdbcClient jdbc) {
        return new ProjectionRebuild(log, positions, schemas, transactions, letters, runs, jdbc);
    }

    @Bean
    Rebuilds rebuilds(
            List<Projection> projections, ProjectionRebuild rebuild, List<Rebuilds.RebuildableElsewhere> elsewhere) {
        return new Rebuilds(projections, rebuild, elsewhere);
    }
}
