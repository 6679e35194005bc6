package org.backlot.log.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.backlot.log.api.LogRejection;
import org.backlot.log.api.PastViews;
import org.backlot.log.api.Projection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.IdSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the few views of the past that are being read: one copy for each view and position, shared by all who ask for it,
 * and dropped a minute after the last of them. A copy from before an erasure is never given out after it.
 */
@Component
final class ReplayedViews implements PastViews, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayedViews.class);
    private static final int MADE_AT_ONCE = 2;
    private static final int KEPT = 8;
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final Duration TIDIED_EACH = Duration.ofSeconds(30);
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration INDEX_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final String INDEX = "audit";

    private record Key(String projection, long position) {}

    private static final class Copy {
        private final String schema;
        private final long erasures;
        private final CompletableFuture<String> made = new CompletableFuture<>();
        private int holders = 1;
        private Instant lastUsed;

        private Copy(String schema, long erasures, Instant now) {
            this.schema = schema;
            this.erasures = erasures;
            this.lastUsed = now;
        }
    }

    private final Map<String, Projection> projections;
    private final RecordedLog log;
    private final FollowerPositions positions;
    private final JdbcClient jdbc;
    private final PastCopies copies;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    // Both guarded by the lock. Those that are outdated wait only for their last holder.
    private final Map<Key, Copy> current = new HashMap<>();
    private final List<Copy> outdated = new ArrayList<>();
    private final Thread tidying =
            Thread.ofPlatform().name("past-views").daemon().unstarted(this::tidyAgainAndAgain);
    private volatile boolean running;

    ReplayedViews(
            List<Projection> projections,
            RecordedLog log,
            FollowerPositions positions,
            ProjectionSchemas schemas,
            Transactions transactions,
            JdbcClient jdbc,
            IdSource ids,
            Clock clock,
            @Value("${backlot.past.longest:30s}") Duration longest) {
        this.projections = new HashMap<>();
        projections.forEach(projection -> this.projections.put(projection.name(), projection));
        this.log = log;
        this.positions = positions;
        this.jdbc = jdbc;
        this.copies = new PastCopies(log, schemas, transactions, jdbc, ids, clock, longest);
        this.clock = clock;
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public long positionAt(Instant time) {
        waitForIndex(log.head());
        return jdbc.sql("select coalesce(max(position), 0) from audit.entry where at <= ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    @Override
    public Held at(String projection, long position) {
        var wanted = Optional.ofNullable(projections.get(projection))
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND, "There is no such view.")
                        .with(
                                "projections",
                                projections.keySet().stream().sorted().toList()));
        long erasures = copies.erasures();
        var key = new Key(projection, position);
        Copy copy;
        boolean mine = false;
        lock.lock();
        try {
            var found = current.get(key);
            if (found != null && found.erasures != erasures) {
                outdated.add(found);
                current.remove(key);
                found = null;
            }
            if (found == null) {
                makeRoom();
                found = new Copy(copies.newSchema(), erasures, clock.instant());
                current.put(key, found);
                mine = true;
            } else {
                found.holders++;
            }
            copy = found;
        } finally {
            lock.unlock();
        }
        if (mine) {
            make(wanted, key, copy);
        }
        return held(copy);
    }

    // Waits for whoever makes it.
    private Held held(Copy copy) {
        try {
            var schema = copy.made.join();
            var once = new AtomicBoolean();
            return new Held(schema, () -> {
                if (once.compareAndSet(false, true)) {
                    letGo(copy);
                }
            });
        } catch (CompletionException e) {
            letGo(copy);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void make(Projection projection, Key key, Copy copy) {
        try {
            copies.make(projection, copy.schema, key.position());
            copy.made.complete(copy.schema);
        } catch (RuntimeException e) {
            lock.lock();
            try {
                current.remove(key, copy);
            } finally {
                lock.unlock();
            }
            copy.made.completeExceptionally(e);
        }
    }

    private void letGo(Copy copy) {
        lock.lock();
        try {
            copy.holders--;
            copy.lastUsed = clock.instant();
        } finally {
            lock.unlock();
        }
    }

    // Called under the lock. What makes room is dropped by the next tidying, so that nobody waits for it here.
    private void makeRoom() {
        long making =
                current.values().stream().filter(copy -> !copy.made.isDone()).count();
        if (making >= MADE_AT_ONCE) {
            throw busy();
        }
        if (current.size() >= KEPT) {
            var oldest = current.entrySet().stream()
                    .filter(entry -> entry.getValue().holders == 0)
                    .min(Comparator.comparing(entry -> entry.getValue().lastUsed))
                    .orElseThrow(ReplayedViews::busy);
            current.remove(oldest.getKey());
            outdated.add(oldest.getValue());
        }
    }

    private static Rejection busy() {
        return Rejection.of(LogRejection.PAST_BUSY).retryAfter(COME_BACK);
    }

    /** Drops what is over and says of the rest that it is not. */
    void tidy() {
        var over = new ArrayList<Copy>();
        var alive = new ArrayList<Copy>();
        long erasures = copies.erasures();
        lock.lock();
        try {
            var old = clock.instant().minus(KEPT_FOR);
            current.entrySet().removeIf(entry -> {
                var copy = entry.getValue();
                boolean remove = copy.erasures != erasures || (copy.holders == 0 && copy.lastUsed.isBefore(old));
                if (remove) {
                    outdated.add(copy);
                }
                return remove;
            });
            outdated.removeIf(copy -> copy.holders == 0 && copy.made.isDone() && over.add(copy));
            alive.addAll(current.values());
            alive.addAll(outdated);
        } finally {
            lock.unlock();
        }
        over.forEach(copy -> copies.drop(copy.schema));
        alive.forEach(copy -> copies.renew(copy.schema));
        copies.dropForgotten();
    }

    private void tidyAgainAndAgain() {
        while (running) {
            try {
                Thread.sleep(TIDIED_EACH);
                tidy();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("views of the past could not be tidied up; tried again soon", e);
            }
        }
    }

    private void waitForIndex(long head) {
        var deadline = clock.instant().plus(INDEX_WAIT);
        while (positions.read(INDEX) < head) {
            if (clock.instant().isAfter(deadline)) {
                throw Rejection.of(CommonRejection.PROJECTION_BEHIND)
                        .with("projection", INDEX)
                        .retryAfter(COME_BACK);
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Rejection.of(CommonRejection.UNAVAILABLE);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        tidying.start();
    }

    @Override
    public void stop() {
        running = false;
        tidying.interrupt();
        List<Copy> all;
        lock.lock();
        try {
            all = new ArrayList<>(current.values());
            all.addAll(outdated);
            current.clear();
            outdated.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(copy -> copies.drop(copy.schema));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // Stopped after the web server: nobody reads a copy any more.
    @Override
    public int getPhase() {
        return 0;
    }
}
