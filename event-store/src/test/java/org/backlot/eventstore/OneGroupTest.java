package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.backlot.eventstore.Facts.NOON;
import static org.backlot.eventstore.Facts.async;
import static org.backlot.eventstore.Facts.claiming;
import static org.backlot.eventstore.Facts.event;
import static org.backlot.eventstore.Facts.positions;
import static org.backlot.eventstore.Facts.unit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.backlot.eventstore.AppendRefused.AlreadyAnswered;
import org.backlot.eventstore.AppendRefused.ClaimTaken;
import org.backlot.eventstore.AppendRefused.StreamMovedOn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Units are made to share a commit: a stranger holds the head of the log while they queue up behind a first one. */
@DisplayName("Units of work of one group")
class OneGroupTest {
    private final LogSchema schema = TestDatabase.freshLog();
    private final LogReader reader = new LogReader(TestDatabase.database(), schema);
    private final List<List<StoredEvent>> groups = new ArrayList<>();
    private final GroupCommit log = new GroupCommit(
                    TestDatabase.database(),
                    schema,
                    new GroupCommit.Settings(8, 1000, Duration.ofSeconds(20)),
                    groups::add)
            .start();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    @DisplayName("LED-4: units that wait share one commit")
    void share() throws SQLException {
        var all = inOneGroup(unit("a", 0), unit("b", 0), unit("c", 0));
        all.forEach(CompletableFuture::join);
        assertThat(groups).extracting(List::size).containsExactly(1, 3);
    }

    @Test
    @DisplayName("LED-4: a unit that comes too late for its place is left out alone; those before and behind it commit")
    void conflict() throws SQLException {
        log.append(unit("taken", 0));
        var all = inOneGroup(unit("a", 0), unit("taken", 0), unit("b", 0), unit("b", 0), unit("taken", 1));
        assertThat(all.get(0).join().reached()).isEqualTo(3);
        refused(all.get(1), StreamMovedOn.class);
        assertThat(all.get(2).join().reached()).isEqualTo(4);
        refused(all.get(3), StreamMovedOn.class);
        assertThat(all.get(4).join().reached()).isEqualTo(5);
        assertThat(groups).extracting(List::size).containsExactly(1, 1, 3);
        assertThat(reader.after(0, 100)).extracting(StoredEvent::position).isEqualTo(positions(5));
    }

    @Test
    @DisplayName("PLT-1: of two answers under one key the first is kept, whole with its events")
    void receipts() throws SQLException {
        var one = new Receipt("account/1", "key", new byte[] {1}, 200, new byte[] {1}, NOON);
        var two = new Receipt("account/1", "key", new byte[] {2}, 200, new byte[] {2}, NOON);
        var all = inOneGroup(unit(one, event("a", 0)), unit(two, event("b", 0)), unit("c", 0));
        assertThat(all.get(0).join().reached()).isEqualTo(2);
        refused(all.get(1), AlreadyAnswered.class);
        assertThat(all.get(2).join().reached()).isEqualTo(3);
        assertThat(reader.stream("b", 0)).isEmpty();
    }

    @Test
    @DisplayName("IDN-1: of two who claim one thing the first gets it")
    void claims() throws SQLException {
        var mine = new Claim("e-mail", new byte[] {7}, "account/1");
        var yours = new Claim("e-mail", new byte[] {7}, "account/2");
        var all = inOneGroup(claiming(mine, event("a", 0)), claiming(yours, event("b", 0)), unit("c", 0));
        assertThat(all.get(0).join().reached()).isEqualTo(2);
        refused(all.get(1), ClaimTaken.class);
        assertThat(all.get(2).join().reached()).isEqualTo(3);
    }

    @Test
    @DisplayName("LED-4: a unit that the database cannot store is refused alone")
    void invalid() throws SQLException {
        var all = inOneGroup(
                unit("a", 0), Append.of(List.of(event("b", 0), event("b", 1, "a NUL: \u0000"))), unit("c", 0));
        assertThat(all.get(0).join().reached()).isEqualTo(2);
        refused(all.get(1), AppendInvalid.class);
        assertThat(all.get(2).join().reached()).isEqualTo(3);
        assertThat(reader.stream("b", 0)).isEmpty();
    }

    @Test
    @DisplayName("LED-4: what the database refuses for reasons of its own is not blamed on the unit")
    void read_only() {
        var standby = new PGSimpleDataSource();
        standby.setPortNumbers(new int[] {TestDatabase.port()});
        standby.setUser("postgres");
        standby.setDatabaseName("postgres");
        standby.setOptions("-c default_transaction_read_only=on");
        try (var readOnly = new GroupCommit(standby, schema, GroupCommit.Settings.USUAL, groups::add).start()) {
            assertThatThrownBy(() -> readOnly.append(unit("a", 0))).isInstanceOf(LogUnavailable.class);
        }
    }

    @Test
    @DisplayName("PLT-1: more units than may wait are turned away at once, and none of the others is lost")
    void busy() throws SQLException {
        List<CompletableFuture<Appended>> waiting;
        try (var _ = new HeldHead(schema)) {
            waiting = new ArrayList<>(queueUp(
                    IntStream.range(0, 8).mapToObj(i -> unit("s" + i, 0)).toArray(Append[]::new)));
            assertThatThrownBy(() -> log.append(unit("one too many", 0))).isInstanceOf(LogBusy.class);
        }
        waiting.forEach(CompletableFuture::join);
        assertThat(reader.after(0, 100))
                .hasSize(9)
                .extracting(StoredEvent::stream)
                .doesNotContain("one too many");
        assertThat(log.append(unit("one too many", 0)).reached()).isEqualTo(10);
    }

    @Test
    @DisplayName("LED-4: who listens badly loses what it should have heard, and nobody else anything")
    void bad_listener() {
        try (var deaf = new GroupCommit(TestDatabase.database(), schema, GroupCommit.Settings.USUAL, _ -> {
                    throw new IllegalStateException("a listener that fails");
                })
                .start()) {
            assertThat(deaf.append(unit("a", 0)).reached()).isEqualTo(1);
            assertThat(deaf.append(unit("a", 1)).reached()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("LED-4: closing commits what waits, and takes nothing more")
    void closing() throws SQLException {
        List<CompletableFuture<Appended>> waiting;
        CompletableFuture<Boolean> closed;
        try (var _ = new HeldHead(schema)) {
            waiting = queueUp(unit("a", 0), unit("b", 0));
            closed = async(() -> {
                log.close();
                return true;
            });
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> log.append(unit("late", 0))).isInstanceOf(LogUnavailable.class));
        }
        waiting.forEach(CompletableFuture::join);
        assertThat(closed.join()).isTrue();
        assertThat(reader.head()).isEqualTo(3);
    }

    /** The first unit keeps the appender busy until all others wait. */
    private List<CompletableFuture<Appended>> inOneGroup(Append... units) throws SQLException {
        try (var _ = new HeldHead(schema)) {
            return queueUp(units);
        }
    }

    private List<CompletableFuture<Appended>> queueUp(Append... units) {
        var first = async(() -> log.append(unit("first", 0)));
        await().until(() -> !first.isDone() && Facts.somebodyWaitsFor(schema));
        var waiting = new ArrayList<CompletableFuture<Appended>>();
        for (var unit : units) {
            waiting.add(async(() -> log.append(unit)));
            await().until(() -> log.waiting() == waiting.size());
        }
        return waiting;
    }

    private static void refused(CompletableFuture<Appended> unit, Class<? extends Throwable> why) {
        assertThatThrownBy(unit::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(why);
    }
}
