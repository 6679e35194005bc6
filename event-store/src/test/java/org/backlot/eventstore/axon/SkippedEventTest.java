package org.backlot.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.backlot.eventstore.Append;
import org.backlot.eventstore.Facts;
import org.backlot.eventstore.JoinedAppend;
import org.backlot.eventstore.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Somebody takes a place in the log and is slow to commit. Another one, who came later, has committed. A reader comes by
 * when the time-out for gaps is over. Then the slow one commits.
 *
 * <p>The settings of the stock engine are its defaults: JDBC, gap time-out 60 s, highest gap offset 10,000, gap cleaning
 * threshold 250. Only its clock is moved on by two minutes instead of waiting them.
 */
@DisplayName("A lower position that is committed late")
class SkippedEventTest {
    private static final Clock TRUE_TIME = GenericEventMessage.clock;

    @AfterEach
    void setTheClockRight() {
        GenericEventMessage.clock = TRUE_TIME;
    }

    @Test
    @DisplayName("LED-4: the stock engine of Axon 4.13 never shows it")
    void stock() throws SQLException {
        try (var slow = begin();
                var quick = begin()) {
            var current = new Connection[] {slow};
            var engine = JdbcEventStorageEngine.builder()
                    .eventSerializer(Node.serializer())
                    .snapshotSerializer(Node.serializer())
                    .connectionProvider(() -> lasting(current[0]))
                    .transactionManager(NoTransactionManager.INSTANCE)
                    .schema(EventSchema.builder()
                            .eventTable("stock_event")
                            .snapshotTable("stock_snapshot")
                            .build())
                    .build();
            engine.createSchema(PostgresEventTableFactory.INSTANCE);
            slow.commit();

            engine.appendEvents(opened("slow"));
            current[0] = quick;
            engine.appendEvents(opened("quick"));
            quick.commit();

            var reader = new Reader(engine);
            twoMinutesLater();
            assertThat(reader.reads()).containsExactly("quick");
            slow.commit();
            assertThat(reader.reads())
                    .as("the slow event is committed, and is skipped")
                    .isEmpty();
            twoMinutesLater();
            assertThat(reader.reads()).as("for ever").isEmpty();
            assertThat(new Reader(engine).reads()).containsExactly("slow", "quick");
        }
    }

    @Test
    @DisplayName("LED-4: here the later one waits, and whoever reads sees both, in order")
    void ours() throws SQLException {
        var schema = TestDatabase.freshLog();
        var messages = new EventMessages(Node.serializer(), NoOpEventUpcaster.INSTANCE);
        try (var node = new Node(schema);
                var slow = begin()) {
            new JoinedAppend(schema)
                    .append(
                            slow,
                            Append.of(opened("slow").stream()
                                    .map(messages::stored)
                                    .toList()));
            var quick = CompletableFuture.runAsync(() -> node.engine.appendEvents(opened("quick")));
            await().until(() -> Facts.somebodyWaitsFor(schema));

            var reader = new Reader(node.engine);
            twoMinutesLater();
            assertThat(reader.reads()).isEmpty();
            slow.commit();
            quick.join();
            assertThat(reader.reads()).containsExactly("slow", "quick");
        }
    }

    /** Follows a log by the token of the last event that it saw. */
    private static final class Reader {
        private final EventStorageEngine engine;
        private @Nullable TrackingToken token;

        Reader(EventStorageEngine engine) {
            this.engine = engine;
        }

        List<String> reads() {
            var seen = new ArrayList<String>();
            try (var events = engine.readEvents(token, false)) {
                events.forEach(event -> {
                    token = event.trackingToken();
                    seen.add(((Take.Opened) event.getPayload()).id());
                });
            }
            return seen;
        }
    }

    private static Connection lasting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                SkippedEventTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    private static void twoMinutesLater() {
        GenericEventMessage.clock = Clock.offset(GenericEventMessage.clock, Duration.ofMinutes(2));
    }

    private static List<DomainEventMessage<?>> opened(String take) {
        return List.of(new GenericDomainEventMessage<>("Take", take, 0, new Take.Opened(take)));
    }

    private static Connection begin() throws SQLException {
        var connection = TestDatabase.database().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
