package org.backlot.bench.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;

/** What reading costs at least: one cursor over our table, each payload decoded, nothing handled, no position kept. */
enum RawCursor {
    /** No other columns than the position, the type and the payload. */
    RAW("position, type, payload") {
        @Override
        void take(ResultSet row) {}
    },
    /** All that the log knows of an event: what a handler may ask for. The metadata stays text. */
    RAW_ROWS("position, type, payload, stream, sequence, stream_type, event_id, at, revision, metadata") {
        @Override
        void take(ResultSet row) throws SQLException {
            row.getString(4);
            row.getLong(5);
            row.getString(6);
            row.getString(7);
            row.getObject(8, OffsetDateTime.class);
            row.getString(9);
            row.getString(10);
        }
    };

    private static final int FETCHED = 1_000;

    private final String columns;

    RawCursor(String columns) {
        this.columns = columns;
    }

    abstract void take(ResultSet row) throws SQLException;

    /** As its figures are called after it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads so many events from the first on. */
    Measured read(DatabaseServer server, String schema, long events) {
        long began = System.nanoTime();
        long read = 0;
        try (var connection = server.connect(LogServer.DATABASE)) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(
                    "select " + columns + " from " + OurLog.table(schema) + " order by position")) {
                statement.setFetchSize(FETCHED);
                try (var rows = statement.executeQuery()) {
                    while (read < events && rows.next()) {
                        read++;
                        if (rows.getLong(1) != read || !rows.getString(2).equals(Posted.class.getName())) {
                            throw new BenchmarkFailed("position %d is not as it was filled".formatted(read));
                        }
                        Postings.JSON.readValue(rows.getString(3), Posted.class);
                        take(rows);
                    }
                }
            }
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the log cannot be read: " + failure.getMessage(), failure);
        }
        if (read != events) {
            throw new BenchmarkFailed("%d events should be there, and %d are".formatted(events, read));
        }
        return Measured.of(events, Duration.ofNanos(System.nanoTime() - began));
    }
}
