package org.backlot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clients that roll and cut in turn. Each waits for one answer before it sends the next command; each command writes one
 * event and has an Idempotency-Key of its own.
 */
public final class CommandLoad {
    private final InetSocketAddress address;

    public CommandLoad(InetSocketAddress address) {
        this.address = address;
    }

    /** Runs for that long; the floors are dealt out among the clients. */
    public Measured run(int clients, Duration duration, List<Floor> floors) {
        return ClosedLoops.run(clients, duration, client -> {
            var own = IntStream.range(0, floors.size())
                    .filter(number -> number % clients == client)
                    .mapToObj(floors::get)
                    .toList();
            return new Client(HttpConnection.open(address), own);
        });
    }

    /** A take on one of its floors, then a take on the next. */
    private static final class Client implements ClosedLoops.Requests {
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
            if (commands % 2 == 0) {
                floor.roll(connection);
            } else {
                floor.cut(connection);
            }
            commands++;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
