package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.backlot.eventstore.Facts.async;
import static org.backlot.eventstore.Facts.positions;
import static org.backlot.eventstore.Facts.unit;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The newest events, read once for all who follow")
class TailTest {
    private static final int CAPACITY = 10;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final LogSchema schema = TestDatabase.freshLog();
    private final AtomicInteger readings = new AtomicInteger();
    private final LogReader reader = new LogReader(counted(TestDatabase.database()), schema);
    private final List<Long> decodings = Collections.synchronizedList(new ArrayList<>());
    private final Tail<Long> tail = tail(reader, CAPACITY, true);
    private final GroupCommit here = node(tail);
    private final GroupCommit elsewhere = node(_ -> {});

    @AfterEach
    void close() {
        here.close();
        elsewhere.close();
    }

    @Test
    @DisplayName("LED-4: what this process commits is read by nobody and decoded once, however many follow")
    void own_commits() {
        append(here, "a", 0, 5);
        for (int follower = 0; follower < 3; follower++) {
            assertThat(tail.after(0, 100)).isEqualTo(positions(5));
            assertThat(tail.after(3, 1)).containsExactly(4L);
            assertThat(tail.after(5, 100)).isEmpty();
        }
        assertThat(readings).hasValue(0);
        assertThat(decodings).isEqualTo(positions(5));
    }

    @Test
    @DisplayName("LED-4: what others commit is read once, by whoever comes first")
    void commits_of_others() {
        append(elsewhere, "a", 0, 5);
        assertThat(tail.after(0, 100)).as("nobody has told yet").isEmpty();
        tail.reached(5);
        for (int follower = 0; follower < 3; follower++) {
            assertThat(tail.after(0, 100)).isEqualTo(positions(5));
        }
        assertThat(readings).hasValue(1);
        assertThat(decodings).isEqualTo(positions(5));
    }

    @Test
    @DisplayName("LED-4: commits of others between our own are no gap for anybody")
    void gap() {
        append(here, "a", 0, 2);
        append(elsewhere, "b", 0, 3);
        append(here, "a", 2, 2);
        assertThat(followed(0, 100)).isEqualTo(positions(7));
        assertThat(followed(0, 1)).isEqualTo(positions(7));
        assertThat(tail.after(5, 100)).containsExactly(6L, 7L);
        assertThat(tail.known()).isEqualTo(7);
    }

    @Test
    @DisplayName("LED-4: who is further behind than the ring reaches is read to from the table until it has caught up")
    void behind_the_ring() {
        append(here, "a", 0, 35);
        assertThat(followed(0, 4)).isEqualTo(positions(35));
        int before = readings.get();
        assertThat(followed(25, 4))
                .isEqualTo(LongStream.rangeClosed(26, 35).boxed().toList());
        assertThat(readings).as("the last ten are in the ring").hasValue(before);
    }

    @Test
    @DisplayName(
            "LED-4: followers at all places at once, while two nodes append, each see everything once and in order")
    void many_followers() {
        var followers = IntStream.range(0, 6)
                .mapToObj(start -> async(() -> {
                    var seen = new ArrayList<Long>();
                    for (long at = start; at < 200; at = start + seen.size()) {
                        tail.reached(reader.head());
                        seen.addAll(tail.after(at, 7));
                    }
                    return seen;
                }))
                .toList();
        var writers = List.of(async(() -> append(here, "a", 0, 100)), async(() -> append(elsewhere, "b", 0, 100)));
        writers.forEach(writer -> assertThat(writer.join()).isTrue());
        for (int start = 0; start < followers.size(); start++) {
            assertThat(followers.get(start).join())
                    .isEqualTo(LongStream.rangeClosed(start + 1, 200).boxed().toList());
        }
    }

    @Test
    @DisplayName("CMP-2: an event that may not stay decoded is decoded each time, and as it is stored nowhere else")
    void not_kept() {
        var forgetful = tail(reader, CAPACITY, false);
        append(elsewhere, "a", 0, 1);
        forgetful.reached(1);
        assertThat(forgetful.after(0, 1)).containsExactly(1L);
        assertThat(forgetful.after(0, 1)).containsExactly(1L);
        assertThat(decodings).containsExactly(1L, 1L);
    }

    @Test
    @DisplayName("LED-4: who waits is woken by a commit of another node, and callbacks run")
    void woken() {
        var called = new AtomicInteger();
        var stop = tail.onMove(called::incrementAndGet);
        try (var notices = new LogNotices(TestDatabase.database(), schema, reader, tail).start()) {
            assertThat(notices).isNotNull();
            await().until(() -> Facts.number("select count(*) from pg_stat_activity where query = 'listen log_"
                            + schema.name() + "' or query like '%" + schema.name() + ".head'")
                    > 0);
            var waiting = async(() -> beyond(0));
            append(elsewhere, "a", 0, 1);
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
            assertThat(tail.after(0, 10)).containsExactly(1L);
            await().untilAtomic(called, org.hamcrest.Matchers.greaterThan(0));
            stop.run();
            int before = called.get();
            append(here, "b", 0, 1);
            assertThat(called).hasValue(before);
        }
    }

    @Test
    @DisplayName("LED-4: a callback that fails silences nobody else")
    void failing_callback() {
        var called = new AtomicInteger();
        tail.onMove(() -> {
            throw new IllegalStateException("a callback that fails");
        });
        tail.onMove(called::incrementAndGet);
        append(here, "a", 0, 1);
        assertThat(called).hasValue(1);
        tail.reached(2);
        assertThat(called).hasValue(2);
    }

    @Test
    @DisplayName("LED-4: who waits longer than it wants to is told that nothing came")
    void nothing_came() throws InterruptedException {
        assertThat(tail.awaitBeyond(0, Duration.ofMillis(1))).isFalse();
    }

    private boolean beyond(long position) {
        try {
            return tail.awaitBeyond(position, LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that a follower sees that takes so many at once. */
    private List<Long> followed(long after, int atOnce) {
        var seen = new ArrayList<Long>();
        for (var page = tail.after(after, atOnce); !page.isEmpty(); page = tail.after(seen.getLast(), atOnce)) {
            seen.addAll(page);
        }
        return seen;
    }

    private Tail<Long> tail(LogReader from, int capacity, boolean kept) {
        return new Tail<>(
                from,
                event -> {
                    decodings.add(event.position());
                    return event.position();
                },
                _ -> kept,
                capacity);
    }

    private GroupCommit node(CommitListener listener) {
        return new GroupCommit(TestDatabase.database(), schema, GroupCommit.Settings.USUAL, listener).start();
    }

    private static boolean append(GroupCommit node, String stream, int from, int count) {
        IntStream.range(from, from + count).forEach(i -> node.append(unit(stream, i)));
        return true;
    }

    private DataSource counted(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                TailTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        readings.incrementAndGet();
                    }
                    return method.invoke(database, arguments);
                });
    }
}
