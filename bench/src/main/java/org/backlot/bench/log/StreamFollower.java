package org.backlot.bench.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.backlot.bench.BenchmarkFailed;

/**
 * One thread that catches up with the log and then waits on its stream. What is there makes a batch, and the position is
 * kept in the batch's transaction.
 */
final class StreamFollower implements Runnable {
    private static final int LOOK_AROUND_MILLIS = 200;

    private final AxonLog log;
    private final Follower.Manner manner;
    private final Projection projection;
    private final IntConsumer committed;
    private final TrackingToken start;
    private volatile boolean closed;

    private StreamFollower(AxonLog log, Follower.Manner manner, Projection projection, IntConsumer committed) {
        this.log = log;
        this.manner = manner;
        this.projection = projection;
        this.committed = committed;
        this.start = manner.fromHead()
                ? log.eventStore().createHeadToken()
                : log.eventStore().createTailToken();
    }

    static Follower.Running start(AxonLog log, Follower.Manner manner, Projection projection, IntConsumer committed) {
        log.database().transactions().executeInTransaction(() -> execute(log, """
                create table if not exists follower (name text primary key, position bigint not null);
                insert into follower values ('%s', 0) on conflict do nothing
                """.formatted(manner.name())));
        var follower = new StreamFollower(log, manner, projection, committed);
        var thread = Thread.ofPlatform().name("follower").daemon().start(follower);
        return () -> {
            follower.closed = true;
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void run() {
        var position = catchUp();
        try (var stream = log.eventStore().openStream(position)) {
            while (!closed) {
                // Woken by the next event, or after a moment to see whether this is the end.
                if (stream.hasNextAvailable(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                    take(next(stream));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what is there already, in large pages; gives the place where the stream goes on. */
    private TrackingToken catchUp() {
        var reached = start;
        try (var events = log.engine().readEvents(start, false)) {
            var batch = new ArrayList<TrackedEventMessage<?>>();
            var each = events.iterator();
            while (each.hasNext() && !closed) {
                batch.add(each.next());
                if (batch.size() == manner.batch() || !each.hasNext()) {
                    take(batch);
                    reached = batch.getLast().trackingToken();
                    batch.clear();
                }
            }
        }
        return reached;
    }

    /** Takes one event, and those that are there already with it. */
    private List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> stream)
            throws InterruptedException {
        var batch = new ArrayList<TrackedEventMessage<?>>();
        do {
            batch.add(stream.nextAvailable());
        } while (batch.size() < manner.batch() && stream.hasNextAvailable());
        return batch;
    }

    private void take(List<TrackedEventMessage<?>> batch) {
        var postings = batch.stream().map(event -> (Posted) event.getPayload()).toList();
        long position = batch.getLast().trackingToken().position().orElseThrow();
        log.database().transactions().executeInTransaction(() -> {
            try {
                projection.apply(log.database().connections().getConnection(), postings);
            } catch (SQLException failure) {
                throw new BenchmarkFailed("a projection failed: " + failure.getMessage(), failure);
            }
            keep(position);
        });
        committed.accept(postings.size());
    }

    private void keep(long position) {
        try (var statement = log.database()
                .connections()
                .getConnection()
                .prepareStatement("update follower set position = ? where name = ?")) {
            statement.setLong(1, position);
            statement.setString(2, manner.name());
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new BenchmarkFailed("a position could not be kept: " + failure.getMessage(), failure);
        }
    }

    private static void execute(AxonLog log, String sql) {
        try (var statement = log.database().connections().getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the database refused: " + failure.getMessage(), failure);
        }
    }
}
