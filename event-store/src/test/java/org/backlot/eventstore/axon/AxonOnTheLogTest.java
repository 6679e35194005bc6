package org.backlot.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Axon's commands and aggregates on the log")
class AxonOnTheLogTest {
    private final LogSchema schema = TestDatabase.freshLog();
    private final Node one = new Node(schema);
    private final Node two = new Node(schema);

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    @DisplayName("LED-4: what one node decides the other one builds on, command by command")
    void append_and_load() {
        one.commands.sendAndWait(new Take.Open("take"));
        for (int i = 1; i < 10; i++) {
            assertThat(one.commands.<Integer>sendAndWait(new Take.Roll("take"))).isEqualTo(2 * i - 1);
            assertThat(two.commands.<Integer>sendAndWait(new Take.Roll("take"))).isEqualTo(2 * i);
        }
        assertThat(one.reader.stream("take", 0))
                .extracting(StoredEvent::sequence)
                .containsExactlyElementsOf(
                        IntStream.range(0, 19).mapToObj(Long::valueOf).toList());
        assertThat(one.reader.after(0, 1)).singleElement().satisfies(event -> {
            assertThat(event.streamType()).isEqualTo("Take");
            assertThat(event.payload()).isEqualTo("{\"id\":\"take\"}");
        });
    }

    @Test
    @DisplayName("LED-4: who decides on an old state is told so in Axon's words, and writes nothing")
    void conflict() {
        one.commands.sendAndWait(new Take.Open("take"));
        assertThatThrownBy(() -> inOneUnit(() -> {
                    roll("take");
                    one.commands.sendAndWait(new Take.Open("other"));
                    await().until(() -> two.commands.<Integer>sendAndWait(new Take.Roll("take")) == 1);
                }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(one.reader.stream("take", 0)).hasSize(2);
        assertThat(one.reader.stream("other", 0)).isEmpty();
        assertThatThrownBy(() -> two.commands.sendAndWait(new Take.Open("take")))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    @DisplayName(
            "LED-4: who takes for granted what the node knows does not ask, and is refused where another has written")
    void presumption() {
        one.commands.sendAndWait(new Take.Open("take"));
        assertThat(presuming(new Take.Roll("take"))).as("nothing known yet").isFalse();
        assertThat(presuming(new Take.Roll("take"))).isTrue();
        two.commands.sendAndWait(new Take.Roll("take"));
        assertThatThrownBy(() -> presuming(new Take.Roll("take"))).isInstanceOf(ConcurrencyException.class);
        assertThat(one.commands.<Integer>sendAndWait(new Take.Roll("take"))).isEqualTo(4);
        assertThat(presuming(new Take.Roll("take"))).isTrue();
        assertThat(one.reader.stream("take", 0)).hasSize(6);
    }

    @Test
    @DisplayName("LED-4: doing nothing because of what was taken for granted is refused as well where that was wrong")
    void presumption_without_events() {
        one.commands.sendAndWait(new Take.Open("take"));
        one.commands.sendAndWait(new Take.Roll("take"));
        assertThat(presuming(new Take.Look("take"))).isTrue();
        two.commands.sendAndWait(new Take.Roll("take"));
        assertThatThrownBy(() -> presuming(new Take.Look("take"))).isInstanceOf(ConcurrencyException.class);
        assertThat(presuming(new Take.Look("take"))).as("there is doubt now").isFalse();
        assertThat(presuming(new Take.Look("take"))).isTrue();
    }

    @Test
    @DisplayName(
            "IDN-6: a fact that was taken for granted holds at the commit, or nothing is committed, or left undone")
    void presumed_fact() {
        one.commands.sendAndWait(new Take.Open("take"));
        long known = one.reader.fence();
        inOneUnit(() -> {
            two.commands.sendAndWait(new Take.Open("other"));
            two.engine.unitAppend(CurrentUnitOfWork.get()).raiseFence();
        });
        for (var command : List.of(new Take.Roll("take"), new Take.Look("take"))) {
            var presumption = new Presumption();
            assertThatThrownBy(() -> presumption.within(() -> inOneUnit(() -> {
                        presumption.onFact(known);
                        one.engine.unitAppend(CurrentUnitOfWork.get());
                        one.commands.sendAndWait(command);
                    })))
                    .isInstanceOf(FenceRaised.class);
        }
        assertThat(one.reader.stream("take", 0)).hasSize(1);
    }

    /** Whether the command leant on what the node knew. */
    private boolean presuming(Object command) {
        var presumption = new Presumption();
        presumption.within(() -> inOneUnit(() -> one.commands.sendAndWait(command)));
        return presumption.wasUsed();
    }

    @Test
    @DisplayName("LED-4: all commands of one unit of work are one commit")
    void one_commit() {
        one.commands.sendAndWait(new Take.Open("take"));
        var appended = inOneUnit(() -> {
            one.commands.sendAndWait(new Take.Open("other"));
            one.commands.sendAndWait(new Take.Open("third"));
            assertThat(one.reader.head()).isEqualTo(1);
        });
        assertThat(one.groups).extracting(List::size).containsExactly(1, 2);
        assertThat(appended).contains(new Appended(3, 2));
    }

    @Test
    @DisplayName("LED-4: a unit of work that is rolled back leaves nothing, neither events nor rows")
    void rolled_back() throws SQLException {
        makeTable();
        assertThatThrownBy(() -> inOneUnit(() -> {
                    one.commands.sendAndWait(new Take.Open("take"));
                    note("take");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(one.reader.head()).isZero();
        assertThat(notes()).isZero();
        one.commands.sendAndWait(new Take.Open("take"));
        assertThat(one.reader.head()).isEqualTo(1);
    }

    @Test
    @DisplayName("PLT-1: rows that a unit of work writes and its events are one commit, or none")
    void rows_alongside() throws SQLException {
        makeTable();
        inOneUnit(() -> {
            note("before");
            one.commands.sendAndWait(new Take.Open("take"));
        });
        inOneUnit(() -> {
            one.commands.sendAndWait(new Take.Open("other"));
            one.engine.unitAppend(CurrentUnitOfWork.get()).alongside(appended -> note("at " + appended.reached()));
        });
        assertThat(notes()).isEqualTo(2);
        assertThat(one.groups).as("neither went through the group").isEmpty();
        assertThatThrownBy(() -> inOneUnit(() -> {
                    note("never");
                    one.commands.sendAndWait(new Take.Open("fourth"));
                    roll("take");
                    await().until(() -> two.commands.<Integer>sendAndWait(new Take.Roll("take")) == 1);
                }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(notes()).isEqualTo(2);
        assertThat(one.reader.stream("fourth", 0)).isEmpty();
        assertThat(one.reader.after(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
    }

    @Test
    @DisplayName("PLT-1: what is appended after all seemed to be appended brings the rows of before with it once only")
    void appended_late() throws SQLException {
        makeTable();
        inOneUnit(() -> {
            one.commands.sendAndWait(new Take.Open("take"));
            one.engine.unitAppend(CurrentUnitOfWork.get()).alongside(appended -> note("at " + appended.reached()));
            preparedAfter(
                    5,
                    () -> one.engine.appendEvents(
                            List.of(new GenericDomainEventMessage<>("Take", "late", 0, new Take.Opened("late")))));
        });
        assertThat(one.reader.head()).isEqualTo(2);
        assertThat(notes()).isEqualTo(1);
    }

    private static void preparedAfter(int rounds, Runnable work) {
        if (rounds == 0) {
            work.run();
        } else {
            CurrentUnitOfWork.get().onPrepareCommit(_ -> preparedAfter(rounds - 1, work));
        }
    }

    @Test
    @DisplayName("LED-4: a long stream is read from its snapshot on, also by a node that never saw it")
    void snapshots() throws SQLException {
        one.commands.sendAndWait(new Take.Open("take"));
        for (int i = 0; i < 2 * Node.SNAPSHOT_AFTER; i++) {
            one.commands.sendAndWait(new Take.Roll("take"));
        }
        var kept = one.reader.snapshot("take").orElseThrow().sequence();
        assertThat(kept).isGreaterThanOrEqualTo(Node.SNAPSHOT_AFTER - 1);
        // Whoever reads what lies before the snapshot, fails.
        execute("update " + schema.name() + ".event set payload = 'spoilt' where sequence <= " + kept);
        assertThat(two.commands.<Integer>sendAndWait(new Take.Roll("take"))).isEqualTo(2 * Node.SNAPSHOT_AFTER + 1);
        assertThat(two.commands.<Integer>sendAndWait(new Take.Roll("take"))).isEqualTo(2 * Node.SNAPSHOT_AFTER + 2);
    }

    private void roll(String take) {
        one.takes.load(take).execute(it -> it.roll(new Take.Roll(take)));
    }

    private Optional<Appended> inOneUnit(Work work) {
        var outcome = new ArrayList<Appended>();
        var unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("several"));
        unit.afterCommit(done -> UnitAppend.by(done).ifPresent(outcome::add));
        var result = unit.executeWithResult(() -> {
            work.run();
            return true;
        });
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(result.exceptionResult());
        }
        return outcome.stream().findFirst();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private void makeTable() throws SQLException {
        execute("create table " + schema.name() + ".note (text text)");
    }

    private void note(String text) throws SQLException {
        try (var statement = one.transactions.connection().createStatement()) {
            statement.execute("insert into " + schema.name() + ".note values ('" + text + "')");
        }
    }

    private long notes() throws SQLException {
        try (var connection = TestDatabase.database().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + schema.name() + ".note")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
