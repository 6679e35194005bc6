package org.backlot.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.StockTable;
import org.backlot.eventstore.StockTable.Columns;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The old table is made and filled by Axon's own engine; the new log is read by ours. */
@DisplayName("Moving the events of Axon's stock engine")
class StockTableTest {
    private final LogSchema schema = TestDatabase.freshLog();
    private final LogReader reader = new LogReader(TestDatabase.database(), schema);
    private final Connection connection = TestDatabase.database().getConnection();
    private final StockTable old = new StockTable(schema.name() + "_old", Columns.JDBC);
    private final List<DomainEventMessage<?>> written = new ArrayList<>();

    StockTableTest() throws SQLException {
        var engine = JdbcEventStorageEngine.builder()
                .eventSerializer(Node.serializer())
                .snapshotSerializer(Node.serializer())
                .connectionProvider(() -> TestDatabase.database().getConnection())
                .transactionManager(NoTransactionManager.INSTANCE)
                .schema(EventSchema.builder()
                        .eventTable(old.table())
                        .snapshotTable(schema.name() + "_snapshot")
                        .build())
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        for (int take = 0; take < 3; take++) {
            write(engine, "take" + take, 0, new Take.Opened("take" + take));
            // A number that is drawn and never used, as a rolled-back append leaves it.
            execute("select nextval(pg_get_serial_sequence('" + old.table() + "', 'globalindex'))");
            write(engine, "take" + take, 1, new Take.Rolled("take" + take, 1));
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("LED-4: all events are there afterwards, in their order, with positions without gaps")
    void moved() throws SQLException {
        assertThat(old.moveTo(connection, schema)).isEqualTo(6);
        var moved = reader.after(0, 100);
        assertThat(moved).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(moved)
                .extracting(StoredEvent::eventId)
                .containsExactlyElementsOf(
                        written.stream().map(DomainEventMessage::getIdentifier).toList());
        assertThat(moved.get(3).payload()).isEqualTo("{\"id\":\"take1\",\"number\":1}");
        assertThat(moved.get(3).metadata()).contains("Zoë");
        assertThat(moved.get(3).streamType()).isEqualTo("Take");
        assertThat(moved.get(3).at())
                .as("the stock engine keeps milliseconds")
                .isEqualTo(written.get(3).getTimestamp().truncatedTo(ChronoUnit.MILLIS));
        assertThat(reader.head()).isEqualTo(6);
        try (var node = new Node(schema)) {
            assertThat(node.commands.<Integer>sendAndWait(new Take.Roll("take1")))
                    .as("Axon goes on where it was")
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName("LED-3: a follower stands behind the same event as before, also where its number was a hole")
    void positions() throws SQLException {
        old.moveTo(connection, schema);
        // The old numbers are 1, 3, 4, 6, 7, 9.
        var indexes = List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 100L);
        var positions = new ArrayList<Long>();
        for (long index : indexes) {
            positions.add(old.newPositionOf(connection, index));
        }
        assertThat(positions).containsExactly(0L, 1L, 1L, 2L, 3L, 3L, 4L, 5L, 5L, 6L, 6L);
        execute("create table " + schema.name() + ".follower as select 8::bigint as position");
        execute("update " + schema.name() + ".follower f set position = " + old.newPosition("f.position"));
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select position from " + schema.name() + ".follower")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("LED-4: a log that holds something already is not written to")
    void not_empty() throws SQLException {
        old.moveTo(connection, schema);
        assertThatThrownBy(() -> old.moveTo(connection, schema)).hasMessageContaining("not empty");
        assertThat(reader.after(0, 100)).hasSize(6);
    }

    @Test
    @DisplayName("LED-4: payloads that are texts are moved as those that are bytes; other columns, other names")
    void texts_and_other_names() throws SQLException {
        var texts = new StockTable(schema.name() + "_texts", Columns.UNDERSCORED);
        execute("create table " + texts.table() + " as select globalindex as global_index, aggregateidentifier as"
                + " aggregate_identifier, sequencenumber as sequence_number, type, eventidentifier as"
                + " event_identifier, timestamp as time_stamp, payloadtype as payload_type, payloadrevision as"
                + " payload_revision, convert_from(payload, 'UTF8') as payload, null::text as meta_data from "
                + old.table());
        assertThat(texts.moveTo(connection, schema)).isEqualTo(6);
        assertThat(reader.after(0, 1)).singleElement().satisfies(event -> {
            assertThat(event.payload()).isEqualTo("{\"id\":\"take0\"}");
            assertThat(event.metadata()).isEqualTo("{}");
        });
    }

    @Test
    @DisplayName("LED-4: where one event cannot be moved none is")
    void all_or_nothing() throws SQLException {
        execute("update " + old.table() + " set payload = '\\xff' where globalindex = 9");
        assertThatThrownBy(() -> old.moveTo(connection, schema)).isInstanceOf(SQLException.class);
        assertThat(reader.after(0, 100)).isEmpty();
        assertThat(reader.head()).isZero();
    }

    private void write(JdbcEventStorageEngine engine, String take, long sequence, Object payload) {
        var event = new GenericDomainEventMessage<>(
                "Take",
                take,
                sequence,
                payload,
                MetaData.with("actor", "Zoë"),
                UUID.randomUUID().toString(),
                Instant.parse("2026-11-21T12:00:00.123456Z").plusMillis(written.size()));
        engine.appendEvents(List.of(event));
        written.add(event);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
