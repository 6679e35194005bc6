package org.backlot.bench.log;

import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Pause;

/** Axon's own JDBC engine on the tables of its own factory for PostgreSQL. */
final class StockLog implements AxonLog {
    /** Events of a followed log that the engine fetches at once; its default of 100 replays slower. */
    private static final int FETCHED = 1_000;

    private static final Duration TO_END = Duration.ofMillis(200);
    private static final String UNIQUE_VIOLATION = "23505";

    private final AxonDatabase database;
    private final JdbcEventStorageEngine engine;
    private final EmbeddedEventStore store;

    private StockLog(AxonDatabase database, JdbcEventStorageEngine engine) {
        this.database = database;
        this.engine = engine;
        this.store = EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    /** Opens it with so many connections in its pool. */
    static StockLog open(DatabaseServer server, String schema, int connections) {
        var database = AxonDatabase.open(server, schema, connections);
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(database.connections())
                .transactionManager(database.transactions())
                .eventSerializer(AxonDatabase.SERIALIZER)
                .snapshotSerializer(AxonDatabase.SERIALIZER)
                .persistenceExceptionResolver(
                        failure -> failure instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()))
                .schema(EventSchema.builder()
                        .eventTable(table(schema))
                        .snapshotTable(schema + ".snapshot_event_entry")
                        .globalIndexColumn("global_index")
                        .timestampColumn("time_stamp")
                        .eventIdentifierColumn("event_identifier")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .metaDataColumn("meta_data")
                        .build())
                .batchSize(FETCHED)
                .build();
        database.transactions().executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        return new StockLog(database, engine);
    }

    /** Of its events. */
    static String table(String schema) {
        return schema + ".domain_event_entry";
    }

    @Override
    public EventStorageEngine engine() {
        return engine;
    }

    @Override
    public EventStore eventStore() {
        return store;
    }

    @Override
    public TransactionManager commandTransactions() {
        return database.transactions();
    }

    @Override
    public AxonDatabase database() {
        return database;
    }

    @Override
    public void close() {
        store.shutDown();
        // Its reading thread is told to end, and not waited for.
        Pause.of(TO_END);
        database.close();
    }
}
