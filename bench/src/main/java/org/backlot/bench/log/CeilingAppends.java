package org.backlot.bench.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;
import org.backlot.bench.Pgbench;

/**
 * What the database could do if the events came sorted into batches by themselves: pgbench inserts 64 rows at a time into
 * a copy of our table with all its indexes. Positions come from a sequence, which waits for nobody.
 */
final class CeilingAppends {
    static final String NAME = "ceiling";
    /** What a single connection can do, for ours too appends by one. */
    static final String OF_ONE = "ceiling_of_one";

    private static final int ROWS = 64;
    private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8);

    private final Pgbench pgbench;
    private final String script;
    private final Map<String, String> values;
    private int clients = 1;

    /** @param schema of our log; the copy is made beside its table */
    CeilingAppends(DatabaseServer server, Path program, Path folder, String schema) {
        server.execute(LogServer.DATABASE, """
                create table %1$s.ceiling (like %1$s.event including all);
                create sequence %1$s.ceiling_position;
                alter table %1$s.ceiling alter position set default nextval('%1$s.ceiling_position');
                """.formatted(schema));
        this.pgbench = new Pgbench(program, server, folder);
        this.script = "\\set number random(1, 1000000000000000)\n" + insert(schema) + ";\n";
        // Quotes in a value are pgbench's to handle: the protocol sends it beside the statement.
        this.values = Map.of("payload", Postings.json(Postings.posted(123_456, "account/123456")));
    }

    /** Every row brings its own payload over the wire, as the events of different writers do. */
    private static String insert(String schema) {
        var row = "('account/' || :number::text || '-%d', 0, '" + Postings.STREAM_TYPE
                + "', gen_random_uuid()::text, now(), '" + Posted.class.getName() + "', :payload, '"
                + Postings.METADATA_JSON + "')";
        return "insert into " + schema
                + ".ceiling (stream, sequence, stream_type, event_id, at, type, payload, metadata) values "
                + IntStream.range(0, ROWS).mapToObj(row::formatted).collect(Collectors.joining(", "));
    }

    /** Tries different numbers of clients, and keeps the best. */
    void tune(Duration each) {
        double best = 0;
        for (int tried : CLIENTS) {
            double rate = run(tried, each).perSecond();
            if (rate > best) {
                best = rate;
                clients = tried;
            }
        }
    }

    /** Inserts for that long. One of what is measured is one row; the time of each is that of its batch. */
    Measured run(Duration duration) {
        return run(clients, duration);
    }

    /** The same with a single client. */
    Measured ofOne(Duration duration) {
        return run(1, duration);
    }

    private Measured run(int clients, Duration duration) {
        var batches = pgbench.run(LogServer.DATABASE, script, values, clients, duration);
        return batches.times(ROWS);
    }

    String description() {
        return "%s, %d clients, %d rows in each insert".formatted(pgbench.version(), clients, ROWS);
    }
}
