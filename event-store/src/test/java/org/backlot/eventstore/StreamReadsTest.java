package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.backlot.eventstore.Facts.async;
import static org.backlot.eventstore.Facts.unit;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Streams that are read at the same time")
class StreamReadsTest {
    private static final int STREAMS = 100;

    private final LogSchema schema = TestDatabase.freshLog();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
    private final StreamReads reads = new StreamReads(new LogReader(gated(TestDatabase.database()), schema), 1);

    @BeforeEach
    void fill() {
        try (var log = new GroupCommit(TestDatabase.database(), schema, GroupCommit.Settings.USUAL, _ -> {}).start()) {
            for (int stream = 0; stream < STREAMS; stream++) {
                for (int sequence = 0; sequence <= stream % 3; sequence++) {
                    log.append(unit("take/" + stream, sequence));
                }
            }
        }
    }

    @Test
    @DisplayName(
            "LED-4: those who wait for a reader share its next question, and each gets its own stream from where it asked")
    void shared() {
        var open = shut();
        var first = asked("take/0", 0);
        await().until(() -> questions.get() == 1);
        var others = new ArrayList<CompletableFuture<List<StoredEvent>>>();
        for (int stream = 1; stream < STREAMS; stream++) {
            others.add(asked("take/" + stream, stream % 3 / 2));
        }
        await().until(() -> reads.waiting() == STREAMS - 1);
        open.countDown();

        assertThat(first.join()).extracting(StoredEvent::sequence).containsExactly(0L);
        for (int stream = 1; stream < STREAMS; stream++) {
            var found = others.get(stream - 1).join();
            assertThat(found).extracting(StoredEvent::stream).containsOnly("take/" + stream);
            assertThat(found)
                    .extracting(StoredEvent::sequence)
                    .containsExactlyElementsOf(sequences(stream % 3 / 2, stream % 3));
        }
        assertThat(questions)
                .as("one for the first, two for the 99 that waited")
                .hasValue(3);
    }

    @Test
    @DisplayName("LED-4: a stream that does not exist is empty, alone and among others")
    void missing() {
        assertThat(reads.stream("nowhere", 0)).isEmpty();
        var open = shut();
        var first = asked("take/2", 0);
        await().until(() -> questions.get() == 2);
        var nowhere = asked("nowhere", 0);
        var somewhere = asked("take/2", 2);
        await().until(() -> reads.waiting() == 2);
        open.countDown();
        assertThat(first.join()).hasSize(3);
        assertThat(nowhere.join()).isEmpty();
        assertThat(somewhere.join()).hasSize(1);
    }

    @Test
    @DisplayName("LED-4: when the database is away all who asked together are told, and the next one is answered again")
    void away() {
        var open = shut();
        var first = asked("take/0", 0);
        await().until(() -> questions.get() == 1);
        var second = asked("take/1", 0);
        var third = asked("take/2", 0);
        await().until(() -> reads.waiting() == 2);
        gate.set(null);
        open.countDown();
        assertThat(first.join()).hasSize(1);
        assertThatThrownBy(second::join).hasCauseInstanceOf(LogUnavailable.class);
        assertThatThrownBy(third::join).hasCauseInstanceOf(LogUnavailable.class);
        gate.set(new CountDownLatch(0));
        assertThat(reads.stream("take/1", 0)).hasSize(2);
    }

    private static List<Long> sequences(int first, int last) {
        var sequences = new ArrayList<Long>();
        for (long sequence = first; sequence <= last; sequence++) {
            sequences.add(sequence);
        }
        return sequences;
    }

    private CompletableFuture<List<StoredEvent>> asked(String stream, long from) {
        return async(() -> reads.stream(stream, from));
    }

    private CountDownLatch shut() {
        var shut = new CountDownLatch(1);
        gate.set(shut);
        return shut;
    }

    /** Counts its connections and gives each when the gate is open; with no gate there is no way to the database. */
    private DataSource gated(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, _) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    questions.incrementAndGet();
                    var way = gate.get();
                    if (way == null) {
                        throw new SQLException("no way to the database", "08001");
                    }
                    way.await();
                    return database.getConnection();
                });
    }
}
