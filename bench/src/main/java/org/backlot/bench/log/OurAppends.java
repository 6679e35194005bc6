package org.backlot.bench.log;

import java.time.Duration;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;

/** Our engine: whatever waits is committed together, by one connection. */
final class OurAppends implements Appends {
    /** Nothing is read. */
    private static final int CONNECTIONS = 1;

    private final DatabaseServer server;
    private final String schema;
    private final OurLog log;

    OurAppends(DatabaseServer server, String schema) {
        this.server = server;
        this.schema = schema;
        this.log = OurLog.open(server, schema, CONNECTIONS);
    }

    @Override
    public String name() {
        return "ours";
    }

    /** There is nothing to set; it is tried for as long as one setting of the others is. */
    @Override
    public void tune(int writers, Duration each) {
        run(writers, each);
    }

    @Override
    public Measured run(int writers, Duration duration) {
        return AppendLoop.run(log.engine(), writers, duration);
    }

    @Override
    public String description() {
        return "PostgresEventStorageEngine of the module event-store, one connection appends";
    }

    @Override
    public long count() {
        return Long.parseLong(server.value("select count(*) from " + OurLog.table(schema)));
    }

    @Override
    public void close() {
        log.close();
    }
}
