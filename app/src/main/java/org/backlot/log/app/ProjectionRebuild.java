package org.backlot.log.app;

import java.util.ArrayList;
import java.util.List;
import org.backlot.log.api.Projection;
import org.backlot.log.api.WrittenWithTheLog;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes a projection again from the log, beside the live one and while that goes on; then, for a moment, holds the live
 * one still, catches up to the very same position, compares them row by row and puts the new one in its place.
 */
public final class ProjectionRebuild {
    private static final int BATCH = 1000;

    private final RecordedLog log;
    private final FollowerPositions positions;
    private final ProjectionSchemas schemas;
    private final Transactions transactions;
    private final DeadLetters letters;
    private final JdbcClient jdbc;

    public ProjectionRebuild(
            RecordedLog log,
            FollowerPositions positions,
            ProjectionSchemas schemas,
            Transactions transactions,
            DeadLetters letters,
            JdbcClient jdbc) {
        this.log = log;
        this.positions = positions;
        this.schemas = schemas;
        this.transactions = transactions;
        this.letters = letters;
        this.jdbc = jdbc;
    }

    /**
     * What a rebuild found.
     *
     * @param projection its name
     * @param position both were compared at this position
     * @param differences one line per table that differs; empty where replay = live
     * @param swapped whether the rebuilt one is now the live one
     */
    public record Report(String projection, long position, List<String> differences, boolean swapped) {
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

    private Report rebuild(Projection projection, boolean swap) {
        var beside = projection.schema() + "_rebuild";
        schemas.createAnew(beside, projection);
        long reached = catchUp(projection, beside, 0, Long.MAX_VALUE);
        return transactions.plain(() -> {
            long live = holdStill(projection);
            // Either may be ahead: the live one may lag, or may have gone on since.
            long position = Math.max(live, reached);
            catchUpInTransaction(projection, projection.schema(), live, position);
            catchUpInTransaction(projection, beside, reached, position);
            if (!(projection instanceof WrittenWithTheLog)) {
                positions.moveTo(projection.name(), position);
            }
            var differences = differences(projection, beside);
            if (!swap) {
                jdbc.sql("drop schema " + beside + " cascade").update();
            } else if (projection instanceof WrittenWithTheLog) {
                replaceRows(projection, beside);
            } else {
                jdbc.sql("drop schema " + projection.schema() + " cascade").update();
                jdbc.sql("alter schema " + beside + " rename to " + projection.schema())
                        .update();
                // The rebuilt one has handled them all.
                letters.removeAll(projection.name());
            }
            return new Report(projection.name(), position, differences, swap);
        });
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

    private long catchUp(Projection projection, String schema, long from, long upTo) {
        long reached = from;
        while (true) {
            long start = reached;
            long end = transactions.plain(() -> step(projection, schema, start, upTo));
            if (end == start) {
                return reached;
            }
            reached = end;
        }
    }

    private void catchUpInTransaction(Projection projection, String schema, long from, long upTo) {
        long reached = from;
        while (reached < upTo) {
            long end = step(projection, schema, reached, upTo);
            if (end == reached) {
                return;
            }
            reached = end;
        }
    }

    private long step(Projection projection, String schema, long from, long upTo) {
        var events = log.after(from, BATCH).stream()
                .filter(event -> event.position() <= upTo)
                .toList();
        if (events.isEmpty()) {
            return from;
        }
        ProjectionSchemas.use(jdbc, schema);
        events.forEach(projection::on);
        return events.getLast().position();
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
