package org.backlot.bench.simulation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.eventstore.GroupCommit;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.Tail;

/** All that a node does in one run: writers, a follower of the newest events, and a projection. */
final class Work {
    private static final int WRITERS = 4;
    private static final int KEPT_TAIL = 64;

    private final HikariDataSource pool;
    private final GroupCommit log;
    private final LogNotices notices;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> writing = new ArrayList<>();
    private final List<Thread> reading = new ArrayList<>();
    private final Following following;
    private final Projecting projecting;

    /**
     * What to do.
     *
     * @param life how often a process has taken this node's place before
     */
    record Task(long seed, LogSchema schema, int port, int node, int life, int patienceMillis, Plant plant) {
        /** The one who misbehaves, where a defect was planted. */
        boolean isPlanted(Plant which) {
            return plant == which && node == 0;
        }
    }

    Work(Task task) {
        DataSource direct = Postgres.through(task.port());
        pool = pool(direct);
        var reader = new LogReader(pool, task.schema());
        var tail = new Tail<Long>(reader, StoredEvent::position, _ -> true, KEPT_TAIL);
        log = new GroupCommit(
                direct,
                task.schema(),
                new GroupCommit.Settings(64, 20, Duration.ofMillis(task.patienceMillis())),
                tail);
        notices = new LogNotices(direct, task.schema(), reader, tail);
        following = new Following(tail, task.isPlanted(Plant.FOLLOWER));
        projecting = new Projecting(pool, reader, task);
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer(task, i, log, reader, pool, tail));
        }
    }

    private static HikariDataSource pool(DataSource direct) {
        var config = new HikariConfig();
        config.setDataSource(direct);
        config.setMaximumPoolSize(WRITERS + 3);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(1000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    Work start() {
        log.start();
        notices.start();
        writers.forEach(writer -> writing.add(Thread.ofPlatform().start(writer)));
        reading.add(Thread.ofPlatform().start(following));
        reading.add(Thread.ofPlatform().start(projecting));
        return this;
    }

    /** Returns when no writer of this node writes any more. */
    void quiet() {
        writers.forEach(Writer::stop);
        join(writing);
    }

    /** Returns when all have seen all there is. */
    void finish() {
        following.finish(projecting.finish());
        join(reading);
        notices.close();
        log.close();
        pool.close();
    }

    private static void join(List<Thread> threads) {
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchmarkFailed("interrupted", e);
            }
        }
    }
}
