package org.backlot.bench.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;

/** Axon's JDBC engine: a transaction for every event, as many at once as its pool has connections. */
final class StockAppends implements Appends {
    private final DatabaseServer server;
    private final String schema;
    private final PoolSizes pools = new PoolSizes();
    private final Map<Integer, StockLog> open = new HashMap<>();

    StockAppends(DatabaseServer server, String schema) {
        this.server = server;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "axon";
    }

    @Override
    public void tune(int writers, Duration each) {
        pools.tune(writers, size -> {
            try (var log = StockLog.open(server, schema, size)) {
                AppendLoop.run(log.engine(), writers, each);
                return AppendLoop.run(log.engine(), writers, each).perSecond();
            }
        });
    }

    @Override
    public Measured run(int writers, Duration duration) {
        var log = open.computeIfAbsent(pools.best(writers), size -> StockLog.open(server, schema, size));
        return AppendLoop.run(log.engine(), writers, duration);
    }

    @Override
    public String description() {
        return "Axon's JdbcEventStorageEngine, " + pools;
    }

    @Override
    public long count() {
        return Long.parseLong(server.value("select count(*) from " + StockLog.table(schema)));
    }

    @Override
    public void close() {
        open.values().forEach(StockLog::close);
    }
}
