package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.backlot.eventstore.Facts.async;
import static org.backlot.eventstore.Facts.claiming;
import static org.backlot.eventstore.Facts.event;
import static org.backlot.eventstore.Facts.positions;
import static org.backlot.eventstore.Facts.unit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.backlot.eventstore.AppendRefused.ClaimTaken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several nodes that append at once")
class SeveralNodesTest {
    private static final int WRITERS = 8;
    private static final int EACH = 40;
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%%%s.%%'";

    private final LogSchema schema = TestDatabase.freshLog();
    private final LogReader reader = new LogReader(TestDatabase.database(), schema);
    private final GroupCommit one = node();
    private final GroupCommit two = node();

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    @DisplayName("LED-4: whoever has seen a position has seen all before it, whoever appends and however")
    void dense_at_every_look() {
        var writing = new AtomicBoolean(true);
        var looks = async(() -> {
            var seen = new ArrayList<List<Long>>();
            while (writing.get()) {
                seen.add(reader.after(0, 100_000).stream()
                        .map(StoredEvent::position)
                        .toList());
            }
            return seen;
        });
        var writers = new ArrayList<CompletableFuture<Boolean>>();
        IntStream.range(0, WRITERS).forEach(writer -> {
            writers.add(async(() -> appendEach(one, "one/" + writer)));
            writers.add(async(() -> appendEach(two, "two/" + writer)));
        });
        IntStream.range(0, 2).forEach(writer -> writers.add(async(() -> joinEach("joined/" + writer))));
        writers.forEach(CompletableFuture::join);
        writing.set(false);

        var seen = looks.join();
        assertThat(seen.stream().filter(look -> !look.isEmpty()).distinct().count())
                .as("looks that saw something else than the one before")
                .isGreaterThan(5);
        assertThat(seen).allSatisfy(look -> assertThat(look).isEqualTo(positions(look.size())));
        assertThat(reader.head()).isEqualTo((2 * WRITERS + 2) * EACH);
        assertThat(reader.after(0, 100_000)).hasSize((2 * WRITERS + 2) * EACH);
    }

    @Test
    @DisplayName("LED-4: a transaction that is rolled back leaves no hole")
    void rolled_back() throws SQLException {
        one.append(unit("a", 0));
        try (var connection = TestDatabase.database().getConnection()) {
            connection.setAutoCommit(false);
            new JoinedAppend(schema).append(connection, unit("never", 0));
            connection.rollback();
        }
        assertThat(two.append(unit("b", 0)).reached()).isEqualTo(2);
        assertThat(reader.after(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName("IDN-1: who claims alone and who claims in a group never wait for each other in a circle")
    void claims_from_both_sides() throws SQLException {
        var mine = new Claim("e-mail", new byte[] {7}, "account/1");
        var yours = new Claim("e-mail", new byte[] {7}, "account/2");
        CompletableFuture<Appended> grouped;
        CompletableFuture<Appended> joined;
        try (var _ = new HeldHead(schema)) {
            grouped = async(() -> one.append(claiming(mine, event("a", 0))));
            await().until(() -> Facts.number(WAITING.formatted(schema.name())) == 1);
            joined = async(() -> join(claiming(yours, event("b", 0))));
            await().until(() -> Facts.number(WAITING.formatted(schema.name())) == 2);
        }
        assertThat(grouped.join().reached()).isEqualTo(1);
        assertThatThrownBy(joined::join).hasCauseInstanceOf(ClaimTaken.class);
        assertThat(reader.stream("b", 0)).isEmpty();
    }

    private Appended join(Append unit) {
        try (var connection = TestDatabase.database().getConnection()) {
            connection.setAutoCommit(false);
            var appended = new JoinedAppend(schema).append(connection, unit);
            connection.commit();
            return appended;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private GroupCommit node() {
        return new GroupCommit(TestDatabase.database(), schema, GroupCommit.Settings.USUAL, _ -> {}).start();
    }

    private static boolean appendEach(GroupCommit node, String stream) {
        IntStream.range(0, EACH).forEach(i -> node.append(unit(stream, i)));
        return true;
    }

    private boolean joinEach(String stream) {
        IntStream.range(0, EACH).forEach(i -> join(unit(stream, i)));
        return true;
    }
}
