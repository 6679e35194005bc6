package org.backlot.bench.spine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.HttpConnection;
import org.backlot.bench.Measured;

/**
 * Clients that roll and cut in turn. Each waits for one answer before it sends the next command; each command writes one
 * event and has an Idempotency-Key of its own.
 */
final class CommandLoad {
    private static final byte[] CUT_BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final InetSocketAddress address;

    CommandLoad(InetSocketAddress address) {
        this.address = address;
    }

    /** Runs for that long; the floors are dealt out among the clients. */
    Measured run(int clients, Duration duration, List<Floor> floors) {
        return closedLoops(clients, duration, client -> {
            var own = IntStream.range(0, floors.size())
                    .filter(number -> number % clients == client)
                    .mapToObj(floors::get)
                    .toList();
            return new Client(HttpConnection.open(address), own);
        });
    }

    /** Makes the requests of one client. */
    interface Requests extends AutoCloseable {
        void next() throws Exception;
    }

    /** Makes a client, before anything is measured. */
    @FunctionalInterface
    interface Beginning {
        Requests begin(int client) throws Exception;
    }

    /** Lets clients send one request after the other, each in a thread of its own, and measures every one. */
    static Measured closedLoops(int clients, Duration duration, Beginning beginning) {
        var together = new CyclicBarrier(clients);
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var loops = IntStream.range(0, clients)
                    .<Callable<Loop>>mapToObj(client -> () -> loop(beginning.begin(client), together, duration))
                    .map(threads::submit)
                    .toList();
            var ended = loops.stream().map(CommandLoad::result).toList();
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

    /** A take on one of its floors, then a take on the next. */
    private static final class Client implements Requests {
        private final HttpConnection connection;
        private final List<Floor> floors;
        private int commands;

        Client(HttpConnection connection, List<Floor> floors) {
            this.connection = connection;
            this.floors = floors;
        }

        @Override
        public void next() throws IOException {
            var floor = floors.get(commands / 2 % floors.size());
            boolean roll = commands % 2 == 0;
            connection
                    .send(
                            "POST",
                            floor.path() + (roll ? "/roll" : "/cut"),
                            floor.authorization()
                                    + "Content-Type: application/json\r\nAccept: application/json\r\nIdempotency-Key: "
                                    + UUID.randomUUID() + "\r\n",
                            roll ? floor.rollBody() : CUT_BODY)
                    .expectSuccess();
            commands++;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
