package org.backlot.log.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes down how far followers have come who only let events pass that do not concern them. Most events concern few, so
 * one statement for all of them now and then takes the place of a transaction for each event and each follower. What a
 * crash loses of it is passed by again.
 */
public final class PassedPositions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PassedPositions.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(200);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Map<String, Way> passed = new HashMap<>();
    private final Thread writer =
            Thread.ofPlatform().name("passed-positions").daemon().unstarted(this::run);
    private boolean waitedFor;
    private volatile boolean closed;

    public PassedPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void start() {
        writer.start();
    }

    /** Nothing between the two concerns a follower. Where its row stands before the first, that says nothing of it. */
    private record Way(long from, long to) {}

    /** The follower has nothing to do between two positions, of which the first is the one that its row has. */
    void passed(String follower, long from, long to) {
        synchronized (passed) {
            boolean first = passed.isEmpty();
            passed.put(follower, new Way(from, to));
            if (first) {
                passed.notifyAll();
            }
        }
    }

    /** Somebody waits for one of the positions: what is there now is written at once. */
    void hurry() {
        synchronized (passed) {
            waitedFor = !passed.isEmpty();
            passed.notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                write(take());
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                if (!closed) {
                    // Nothing is lost: the positions come again with the next events, or are read again after a start.
                    LOG.warn("positions of followers could not be written: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private Map<String, Way> take() throws InterruptedException {
        synchronized (passed) {
            while (passed.isEmpty()) {
                passed.wait();
            }
            long since = System.nanoTime();
            for (var left = AT_MOST_EVERY;
                    !waitedFor && left.isPositive();
                    left = AT_MOST_EVERY.minusNanos(System.nanoTime() - since)) {
                passed.wait(Math.max(1, left.toMillis()));
            }
            waitedFor = false;
            var taken = new HashMap<>(passed);
            passed.clear();
            return taken;
        }
    }

    // A follower whose row is locked is at work, and writes its position itself.
    private void write(Map<String, Way> ways) {
        List<String> names = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        List<Long> to = new ArrayList<>();
        ways.forEach((name, way) -> {
            names.add(name);
            from.add(way.from());
            to.add(way.to());
        });
        jdbc.sql("""
                        with free as (
                            select name from public.log_follower where name = any (:names)
                            for update skip locked),
                        lazily as (select set_config('synchronous_commit', 'off', true))
                        update public.log_follower f set position = p.upto
                        from free, lazily, unnest(:names, :from, :to) as p (name, since, upto)
                        where f.name = free.name and p.name = f.name
                            and f.position >= p.since and f.position < p.upto
                        """)
                .param("names", names.toArray(String[]::new))
                .param("from", from.toArray(Long[]::new))
                .param("to", to.toArray(Long[]::new))
                .update();
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
