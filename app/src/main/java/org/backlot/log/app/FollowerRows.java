package org.backlot.log.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Looks twice a second at the rows of all followers of this process with one query, so that none of them has to ask by
 * itself whether the database still holds what it believes, and how many events lie aside.
 */
public final class FollowerRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowerRows.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final FollowerPositions positions;
    private final List<Reach> watched = new CopyOnWriteArrayList<>();
    private final Thread looker =
            Thread.ofPlatform().name("follower-rows").daemon().unstarted(this::run);
    private volatile boolean closed;

    public FollowerRows(FollowerPositions positions) {
        this.positions = positions;
    }

    /** From now on the follower is told where its row contradicts it. */
    Reach watched(Reach reach) {
        watched.add(reach);
        return reach;
    }

    void start() {
        looker.start();
    }

    @Override
    public void close() {
        closed = true;
        looker.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                look();
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                if (!closed) {
                    // Nothing hangs on one look; whoever has to write something fails by itself, and health says so.
                    LOG.warn("the rows of the followers could not be read: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // What is believed is read before the rows are: it only grows, so a row that is behind it has lost something.
    private void look() {
        Map<Reach, Long> believed = new HashMap<>();
        watched.forEach(reach -> believed.put(reach, reach.believed()));
        var rows = positions.readAll();
        believed.forEach((reach, before) ->
                Optional.ofNullable(rows.get(reach.follower())).ifPresent(row -> reach.seen(row, before)));
    }
}
