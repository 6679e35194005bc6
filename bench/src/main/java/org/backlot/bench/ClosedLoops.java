package org.backlot.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Clients that each wait for one answer before they ask for the next: how most load on a log comes about. */
public final class ClosedLoops {
    private ClosedLoops() {}

    /** Makes the requests of one client. */
    public interface Requests extends AutoCloseable {
        void next() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** Makes a client, before anything is measured. */
    @FunctionalInterface
    public interface Beginning {
        Requests begin(int client) throws Exception;
    }

    /** Lets clients send one request after the other, each in a thread of its own, and measures every one. */
    public static Measured run(int clients, Duration duration, Beginning beginning) {
        var requests = IntStream.range(0, clients)
                .mapToObj(client -> begin(beginning, client))
                .toList();
        var together = new CyclicBarrier(clients);
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var loops = requests.stream()
                    .<Callable<Loop>>map(client -> () -> loop(client, together, duration))
                    .map(threads::submit)
                    .toList();
            var ended = loops.stream().map(ClosedLoops::result).toList();
            long began = ended.stream().mapToLong(Loop::began).min().orElseThrow();
            long end = ended.stream().mapToLong(Loop::ended).max().orElseThrow();
            return new Measured(
                    (end - began) / 1e9,
                    ended.stream()
                            .flatMapToLong(loop -> LongStream.of(loop.nanoseconds))
                            .toArray());
        }
    }

    private record Loop(long began, long ended, long[] nanoseconds) {}

    private static Requests begin(Beginning beginning, int client) {
        try {
            return beginning.begin(client);
        } catch (Exception failure) {
            throw new BenchmarkFailed("a client could not begin: " + failure, failure);
        }
    }

    private static Loop loop(Requests requests, CyclicBarrier together, Duration duration) throws Exception {
        try (requests) {
            together.await();
            var latencies = LongStream.builder();
            long began = System.nanoTime();
            long end = began + duration.toNanos();
            long before = began;
            while (before < end) {
                requests.next();
                long after = System.nanoTime();
                latencies.add(after - before);
                before = after;
            }
            return new Loop(began, before, latencies.build().toArray());
        }
    }

    private static Loop result(Future<Loop> loop) {
        try {
            return loop.get();
        } catch (ExecutionException failure) {
            throw new BenchmarkFailed("a client failed: " + failure.getCause(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }
}
