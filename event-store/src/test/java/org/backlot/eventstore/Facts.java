package org.backlot.eventstore;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What the tests of the log append, and what they ask the database about it. */
public final class Facts {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Facts() {}

    static NewEvent event(String stream, long sequence) {
        return event(stream, sequence, "{}");
    }

    static NewEvent event(String stream, long sequence, String payload) {
        return new NewEvent(
                stream, sequence, "Test", UUID.randomUUID().toString(), NOON, "test.Happened", "1", payload, "{}");
    }

    static Append unit(String stream, long sequence) {
        return Append.of(List.of(event(stream, sequence)));
    }

    static Append unit(Receipt receipt, NewEvent... events) {
        return new Append(List.of(events), List.of(), List.of(), Optional.of(receipt));
    }

    static Append claiming(Claim claim, NewEvent... events) {
        return new Append(List.of(events), List.of(claim), List.of(), Optional.empty());
    }

    static List<Long> positions(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Long::valueOf).toList();
    }

    /** Runs on a thread of its own; the future fails with what the work throws. */
    static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** The first number that a query gives. */
    static long number(String query) {
        try (var connection = TestDatabase.database().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a statement about the log waits for a lock that another connection holds. */
    public static boolean somebodyWaitsFor(LogSchema schema) {
        return number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%"
                        + schema.name() + ".%'")
                > 0;
    }
}
