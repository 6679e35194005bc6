package org.backlot.eventstore;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads rows of the log. Each call takes one connection for as long as it lasts. */
public final class LogReader {
    private static final String COLUMNS =
            "position, stream, sequence, stream_type, event_id, at, type, revision, payload, metadata";

    private final DataSource database;
    private final String after;
    private final String stream;
    private final String head;

    public LogReader(DataSource database, LogSchema schema) {
        this.database = database;
        this.after = schema.sql("select " + COLUMNS + " from log.event where position > ? order by position limit ?");
        this.stream = schema.sql(
                "select " + COLUMNS + " from log.event where stream = ? and sequence >= ? order by sequence");
        this.head = schema.sql("select position from log.head");
    }

    /** Up to {@code limit} events after a position, in order. */
    public List<StoredEvent> after(long position, int limit) {
        return rows(after, statement -> {
            statement.setLong(1, position);
            statement.setInt(2, limit);
        });
    }

    /** The events of a stream from a sequence number on, in order. */
    public List<StoredEvent> stream(String name, long fromSequence) {
        return rows(stream, statement -> {
            statement.setString(1, name);
            statement.setLong(2, fromSequence);
        });
    }

    /** The position of the newest event; 0 in an empty log. */
    public long head() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(head);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new LogUnavailable("the head of the log cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<StoredEvent> rows(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            var events = new ArrayList<StoredEvent>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new LogUnavailable("the log cannot be read", e);
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }
}
