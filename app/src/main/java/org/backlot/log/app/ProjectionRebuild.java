package org.backlot.log.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.backlot.log.api.EventCatalog;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes a projection again from the log, beside the live one and while that goes on; then, for a moment, holds the live
 * one still, catches up to the very same position, compares them row by row and puts the new one in its place. What is
 * interrupted before that goes on where it was.
 *
 * <p>Every event is tried again, also those that the live one has laid aside. What cannot be handled is laid aside here
 * too, and takes the place of the live one's letters with the swap.
 */
public final class ProjectionRebuild {
    private static final int BATCH = 5000;
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final RecordedLog log;
    private final FollowerPositions positions;
    private final ProjectionSchemas schemas;
    private final Transactions transactions;
    private final DeadLetters letters;
    private final RebuildRuns runs;
    private final JdbcClient jdbc;

    public ProjectionRebuild(
            RecordedLog log,
            FollowerPositions positions,
            ProjectionSchemas schemas,
            Transactions transactions,
            DeadLetters letters,
            RebuildRuns runs,
            JdbcClient jdbc) {
        this.log = log;
        this.positions = positions;
        this.schemas = schemas;
        this.transactions = transactions;
        this.letters = letters;
        this.runs = runs;
        this.jdbc = jdbc;
    }

    /**
     * What a rebuild found.
     *
     * @param projection its name
     * @param position both were compared at this position
     * @param differences one line per table that differs; empty where replay = live
     * @param swapped whether the rebuilt one is now the live one
     * @param parked how many events the rebuilt one could not handle, with those that wait behind them
     */
    public record Report(String projection, long position, List<String> differences, boolean swapped, long parked) {
        public Report {
            differences = List.copyOf(differences);
        }

        public boolean same() {
            return differences.isEmpty();
        }
    }

    /** Rebuilds and compares, and leaves the live one alone. */
    public Report compare(Projection projection) {
        return rebuild(projection, false);
    }

    /** Rebuilds, compares, and puts the rebuilt one in place whatever the comparison says: the log is right. */
    public Report compareAndSwap(Projection projection) {
        return rebuild(projection, true);
    }

    /** How far the rebuild of a projection in this process has come. */
    public Optional<RebuildProgress> progress(String projection) {
        return runs.progress(projection);
    }

    /** Ends the rebuild of a projection in this process and forgets what it has done. */
    public boolean cancel(String projection) {
        return runs.cancel(projection);
    }

    private Report rebuild(Projection projection, boolean swap) {
        try (var run = runs.begin(projection)) {
            long begin = goOnOrBegin(projection, run);
            run.goesOnFrom(begin);
            var fold = new Fold(projection, run);
            for (int left = TRIES; ; left--) {
                fold.catchUp();
                awaitLive(projection, fold.reached);
                try {
                    return transactions.plain(() -> finish(projection, run, fold, swap));
                } catch (RuntimeException e) {
                    // An event written since cannot be handled; found by itself it is laid aside.
                    if (left == 1 || !Failure.of(e).eventsOwn()) {
                        throw e;
                    }
                }
            }
        }
    }

    private long goOnOrBegin(Projection projection, RebuildRuns.Run run) {
        var beside = beside(projection);
        var interrupted = run.interrupted();
        if (interrupted.isPresent() && schemas.exists(beside)) {
            return interrupted.getAsLong();
        }
        transactions.plain(() -> {
            schemas.createAnew(beside, projection);
            letters.removeAll(aside(projection));
            run.beginsAnew();
            return 0;
        });
        return 0;
    }

    private static String beside(Projection projection) {
        return projection.schema() + "_rebuild";
    }

    /** Under this name lies what the rebuilt one cannot handle. No follower can be called so. */
    private static String aside(Projection projection) {
        return projection.name() + "/rebuild";
    }

    // The live one may lag a little. Where it does not come, it is not compared: it may be why it is made anew.
    private void awaitLive(Projection projection, long reached) {
        if (projection instanceof WrittenWithTheLog) {
            return;
        }
        for (long left = PATIENCE.dividedBy(LOOK_AGAIN); left > 0; left--) {
            if (positions.read(projection.name()) >= reached) {
                return;
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Report finish(Projection projection, RebuildRuns.Run run, Fold fold, boolean swap) {
        var beside = beside(projection);
        long live = holdStill(projection);
        fold.catchUpInTransaction(live);
        long position = Math.max(live, fold.reached);
        var differences = live < position
                ? List.of("not compared: the live one stands at " + live)
                : comparable(projection, beside);
        long parked = letters.count(aside(projection));
        run.forget();
        if (!swap) {
            letters.removeAll(aside(projection));
            jdbc.sql("drop schema " + beside + " cascade").update();
        } else if (projection instanceof WrittenWithTheLog) {
            replaceRows(projection, beside);
        } else {
            positions.moveTo(projection.name(), position);
            letters.replace(projection.name(), aside(projection));
            jdbc.sql("drop schema " + projection.schema() + " cascade").update();
            jdbc.sql("alter schema " + beside + " rename to " + projection.schema())
                    .update();
        }
        return new Report(projection.name(), position, differences, swap, parked);
    }

    // A live one of an older version may lack tables or columns; that is a difference and no reason to stop.
    private List<String> comparable(Projection projection, String beside) {
        jdbc.sql("savepoint comparison").update();
        try {
            return differences(projection, beside);
        } catch (BadSqlGrammarException others) {
            jdbc.sql("rollback to savepoint comparison").update();
            return List.of(
                    "the tables are of another version: " + Failure.of(others).message());
        }
    }

    // Holding its row keeps every node from advancing it. The access view has no row of its own pace: it is written
    // inside each commit, so holding the log itself holds it still.
    private long holdStill(Projection projection) {
        if (projection instanceof WrittenWithTheLog) {
            jdbc.sql("select position from log.head for update")
                    .query(Long.class)
                    .single();
            return log.head();
        }
        return positions.lock(projection.name());
    }

    // Its tables cannot be dropped here: writers that wait for the log, which we hold, have read them already, and each
    // would wait for the other. Rows can be replaced beside readers.
    private void replaceRows(Projection projection, String beside) {
        for (var table : projection.tables().reversed()) {
            jdbc.sql("delete from " + projection.schema() + "." + table).update();
        }
        for (var table : projection.tables()) {
            jdbc.sql("insert into " + projection.schema() + "." + table + " select * from " + beside + "." + table)
                    .update();
        }
        jdbc.sql("drop schema " + beside + " cascade").update();
    }

    /** The folding of the log into the tables beside the live ones. */
    private final class Fold {
        private final Projection projection;
        private final RebuildRuns.Run run;
        private final String schema;
        private final String aside;
        private long reached;
        private boolean parks;

        Fold(Projection projection, RebuildRuns.Run run) {
            this.projection = projection;
            this.run = run;
            this.schema = beside(projection);
            this.aside = aside(projection);
            this.reached = run.position();
            this.parks = letters.count(aside) > 0;
        }

        /**
         * Up to where the log ended when its last page was read, many events to a commit; the next are read while these
         * are written. What comes in meanwhile is left for the end: whoever runs after the head may never reach it.
         */
        void catchUp() {
            try (var ahead = Executors.newSingleThreadExecutor()) {
                var next = read(ahead, reached);
                for (boolean more = true; more; ) {
                    var page = next.join();
                    more = page.size() == BATCH;
                    if (page.isEmpty()) {
                        return;
                    }
                    if (run.isCancelled()) {
                        throw forgotten();
                    }
                    if (more) {
                        next = read(ahead, page.getLast().position());
                    }
                    take(page);
                }
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }

        private CompletableFuture<List<RecordedEvent>> read(Executor ahead, long from) {
            return CompletableFuture.supplyAsync(() -> log.after(from, BATCH), ahead);
        }

        private Rejection forgotten() {
            return transactions.plain(() -> {
                run.forget();
                letters.removeAll(aside);
                jdbc.sql("drop schema " + schema + " cascade").update();
                return Rejection.of(
                        CommonRejection.CONCURRENT_CHANGE,
                        "The rebuild of " + projection.name() + " was cancelled; the live one was left in place.");
            });
        }

        private void take(List<RecordedEvent> page) {
            try {
                commit(page, page.getLast().position());
            } catch (RuntimeException e) {
                if (!Failure.of(e).eventsOwn() || projection instanceof WrittenWithTheLog) {
                    throw e;
                }
                page.forEach(this::takeOne);
            }
            reached = page.getLast().position();
            run.reached(reached);
        }

        // No attempts and pauses here: whoever rebuilds learns what was laid aside and may do it again.
        private void takeOne(RecordedEvent event) {
            try {
                commit(List.of(event), event.position());
            } catch (RuntimeException e) {
                var failure = Failure.of(e);
                if (!failure.eventsOwn()) {
                    throw e;
                }
                transactions.plain(() -> {
                    if (!letters.isDiscarded(projection.name(), event.position())) {
                        letters.park(aside, letter(event), failure, 1);
                        parks = true;
                    }
                    run.moveTo(event.position());
                    return 0;
                });
            }
        }

        // The log tells it again: the commit need not wait for the disk.
        private void commit(List<RecordedEvent> events, long last) {
            transactions.plain(() -> {
                ProjectionSchemas.useBehindTheLog(jdbc, schema);
                apply(events);
                run.moveTo(last);
                return 0;
            });
        }

        private void apply(List<RecordedEvent> events) {
            ProjectionSchemas.use(jdbc, schema);
            var waiting = parks ? letters.sequences(aside) : Set.<String>of();
            for (var event : events) {
                if (projection.concerns(event.payload())) {
                    if (waiting.contains(projection.sequence(event.payload()))) {
                        letters.parkBehind(aside, letter(event));
                    } else {
                        projection.on(event);
                    }
                }
            }
        }

        private DeadLetters.Event letter(RecordedEvent event) {
            return new DeadLetters.Event(
                    event.position(),
                    projection.sequence(event.payload()),
                    event.stream(),
                    EventCatalog.nameOf(event.payload().getClass()).orElseThrow());
        }

        /** The last bit, while the live one is held. */
        void catchUpInTransaction(long upTo) {
            long folded = reached;
            while (folded < upTo) {
                var page = log.after(folded, Math.toIntExact(Math.min(BATCH, upTo - folded)));
                if (page.isEmpty()) {
                    return;
                }
                apply(page);
                folded = page.getLast().position();
            }
        }
    }

    private List<String> differences(Projection projection, String beside) {
        var differences = new ArrayList<String>();
        for (var table : projection.tables()) {
            var live = projection.schema() + "." + table;
            var rebuilt = beside + "." + table;
            long onlyLive = onlyIn(live, rebuilt);
            long onlyRebuilt = onlyIn(rebuilt, live);
            if (onlyLive + onlyRebuilt > 0) {
                differences.add("%s: %d rows only live, %d rows only rebuilt".formatted(table, onlyLive, onlyRebuilt));
            }
        }
        return differences;
    }

    private long onlyIn(String these, String those) {
        return jdbc.sql("select count(*) from (select * from " + these + " except all select * from " + those + ") x")
                .query(Long.class)
                .single();
    }
}
