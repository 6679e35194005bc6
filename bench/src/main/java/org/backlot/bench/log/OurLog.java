package org.backlot.bench.log;

import java.sql.SQLException;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.eventstore.GroupCommit;
import org.backlot.eventstore.JoinedAppend;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.Tail;
import org.backlot.eventstore.axon.CallersTransaction;
import org.backlot.eventstore.axon.EventMessages;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.eventstore.axon.PostgresEventStore;

/** The log of the module event-store, behind the same interfaces of Axon. */
final class OurLog implements AxonLog {
    /** As the program sets them: nobody makes snapshots, so none are looked for. */
    private static final PostgresEventStorageEngine.Settings SETTINGS =
            new PostgresEventStorageEngine.Settings(CallersTransaction.NONE, _ -> true, 200_000, false);

    private static final int KEPT_AT_THE_END = 10_000;

    private final AxonDatabase database;
    private final GroupCommit group;
    private final LogNotices notices;
    private final PostgresEventStorageEngine engine;
    private final EventStore store;

    private OurLog(
            AxonDatabase database,
            GroupCommit group,
            LogNotices notices,
            PostgresEventStorageEngine engine,
            EventStore store) {
        this.database = database;
        this.group = group;
        this.notices = notices;
        this.engine = engine;
        this.store = store;
    }

    /**
     * Opens it with so many connections for reading in its pool. One that appends and one that hears of other nodes come
     * on top.
     */
    static OurLog open(DatabaseServer server, String name, int connections) {
        var database = AxonDatabase.open(server, name, connections);
        var schema = new LogSchema(name);
        try {
            schema.install(database.pool());
        } catch (SQLException failure) {
            throw new BenchmarkFailed("our log could not be made: " + failure.getMessage(), failure);
        }
        var own = LogServer.connections(server);
        var reader = new LogReader(database.pool(), schema);
        var messages = new EventMessages(AxonDatabase.SERIALIZER, NoOpEventUpcaster.INSTANCE);
        var tail = new Tail<TrackedEventMessage<?>>(
                reader, row -> messages.tracked(row).getFirst(), _ -> true, KEPT_AT_THE_END);
        var group = new GroupCommit(own, schema, GroupCommit.Settings.USUAL, tail).start();
        var notices = new LogNotices(own, schema, reader, tail).start();
        var engine = new PostgresEventStorageEngine(group, new JoinedAppend(schema), reader, messages, tail, SETTINGS);
        return new OurLog(database, group, notices, engine, PostgresEventStore.over(engine, tail));
    }

    /** Of its events. */
    static String table(String schema) {
        return schema + ".event";
    }

    @Override
    public EventStorageEngine engine() {
        return engine;
    }

    @Override
    public EventStore eventStore() {
        return store;
    }

    /** None: the group's commit is the only one. */
    @Override
    public TransactionManager commandTransactions() {
        return NoTransactionManager.instance();
    }

    @Override
    public AxonDatabase database() {
        return database;
    }

    @Override
    public void close() {
        notices.close();
        group.close();
        database.close();
    }
}
