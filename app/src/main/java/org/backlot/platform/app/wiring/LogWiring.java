package org.backlot.platform.app.wiring;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.backlot.log.api.Projection;
import org.backlot.log.app.CommitOrderedEventStorageEngine;
import org.backlot.log.app.EventSerializer;
import org.backlot.log.app.FollowerPositions;
import org.backlot.log.app.LogReader;
import org.backlot.log.app.LogSignal;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.ProjectionSchemas;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.Transactions;
import org.backlot.log.app.UniqueViolations;
import org.backlot.platform.app.crypto.SubjectSeal;
import org.backlot.shared.personal.SubjectKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The event log and what reads it. */
@Configuration(proxyBeanMethods = false)
class LogWiring {
    private static final int READ_BATCH = 500;

    @Bean
    Scheduler virtualThreads() {
        return Schedulers.fromExecutorService(
                java.util.concurrent.Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("command-", 0).factory()),
                "commands");
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

    @Bean
    LogSignal logSignal() {
        return new LogSignal();
    }

    @Bean
    CommitOrderedEventStorageEngine eventStorageEngine(
            EventSerializer serializer,
            ConnectionProvider connections,
            TransactionManager transactions,
            JdbcClient jdbc,
            LogSignal signal) {
        var builder = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .persistenceExceptionResolver(new UniqueViolations())
                .dataType(String.class)
                .schema(EventSchema.builder()
                        .eventTable("public.domain_event_entry")
                        .snapshotTable("public.snapshot_event_entry")
                        .globalIndexColumn("global_index")
                        .timestampColumn("time_stamp")
                        .eventIdentifierColumn("event_identifier")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .typeColumn("type")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .build())
                .batchSize(READ_BATCH);
        return new CommitOrderedEventStorageEngine(builder, serializer, jdbc, signal);
    }

    @Bean
    LogReader logReader(CommitOrderedEventStorageEngine engine, JdbcClient jdbc) {
        return new LogReader(engine, jdbc);
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
    ProjectionSchemas projectionSchemas(JdbcClient jdbc, Transactions transactions) {
        return new ProjectionSchemas(jdbc, transactions);
    }

    @Bean
    ProjectionRebuild projectionRebuild(
            LogReader log,
            FollowerPositions positions,
            ProjectionSchemas schemas,
            Transactions transactions,
            JdbcClient jdbc) {
        return new ProjectionRebuild(log, positions, schemas, transactions, jdbc);
    }

    @Bean
    Rebuilds rebuilds(
            List<Projection> projections, ProjectionRebuild rebuild, List<Rebuilds.RebuildableElsewhere> elsewhere) {
        return new Rebuilds(projections, rebuild, elsewhere);
    }
}
