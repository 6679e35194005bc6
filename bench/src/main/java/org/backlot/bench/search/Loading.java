package org.backlot.bench.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.casting.projection.CastingAccessProjection;
import org.backlot.casting.projection.CastingSearchProjection;
import org.backlot.identity.projection.VerificationsProjection;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills the program's own tables by the program's own handlers, a thousand events to a commit. They do not go by way of the
 * log: 120,000 sealed profiles are a matter of many minutes there, and the search does not see the difference.
 */
final class Loading implements AutoCloseable {
    private static final int AT_ONCE = 1_000;
    private static final String INDEX =
            "create index %1$s_terms on casting_search.%1$s using gin (terms)" + " with (fastupdate = off)";

    private final Connection connection;
    private final JdbcClient jdbc;
    private final List<Projection> projections;
    private final Instant now;
    private long position;
    private int open;

    Loading(DatabaseServer database, Instant now) {
        this.now = now;
        try {
            this.connection = database.connect("backlot");
            connection.setAutoCommit(false);
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the tables cannot be filled: " + failure.getMessage(), failure);
        }
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.projections = List.of(
                new CastingAccessProjection(jdbc),
                new VerificationsProjection(jdbc),
                new CastingSearchProjection(jdbc, JsonMapper.shared()));
        jdbc.sql("set synchronous_commit = off").update();
    }

    /** What is made at the end is made faster. */
    void withoutIndexes() {
        jdbc.sql("drop index casting_search.talent_terms; drop index casting_search.call_terms;"
                        + " drop index casting_search.word_keys")
                .update();
    }

    void makeIndexes() {
        jdbc.sql(INDEX.formatted("talent")).update();
        jdbc.sql(INDEX.formatted("call")).update();
        jdbc.sql("create index word_keys on casting_search.word using gin (keys) with (fastupdate = off)")
                .update();
        commit();
    }

    void happened(List<Event> events) {
        for (var event : events) {
            position++;
            for (var projection : projections) {
                if (projection.concerns(event)) {
                    jdbc.sql("set local search_path = " + projection.schema() + ", public")
                            .update();
                    projection.on(new RecordedEvent(
                            position, "load-" + position, event.stream(), position, now, event, Map.of()));
                }
            }
        }
        open += events.size();
        if (open >= AT_ONCE) {
            commit();
        }
    }

    void commit() {
        try {
            connection.commit();
            open = 0;
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the tables cannot be filled: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.commit();
            connection.close();
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the tables cannot be filled: " + failure.getMessage(), failure);
        }
    }
}
