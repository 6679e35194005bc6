package org.backlot.eventstore;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads rows of the log. Each call takes one connection for as long as it lasts. */
public final class LogReader {
    private static final String COLUMNS =
            "position, stream, sequence, stream_type, event_id, at, type, revision, payload, metadata";

    private final DataSource database;
    private final String after;
    private final String stream;
    private final String streams;
    private final String head;
    private final String fence;
    private final String lastSequence;
    private final String before;
    private final String snapshot;
    private final String keepSnapshot;

    public LogReader(DataSource database, LogSchema schema) {
        this.database = database;
        this.after = schema.sql("select " + COLUMNS + " from log.event where position > ? order by position limit ?");
        this.stream = schema.sql(
                "select " + COLUMNS + " from log.event where stream = ? and sequence >= ? order by sequence");
        this.streams = schema.sql("select " + COLUMNS + ", n from unnest(?::text[], ?::bigint[]) with ordinality"
                + " as part (name, first, n) cross join lateral (select " + COLUMNS + " from log.event"
                + " where stream = part.name and sequence >= part.first order by sequence) e");
        this.head = schema.sql("select position from log.head");
        this.fence = schema.sql("select fence from log.head");
        this.lastSequence =
                schema.sql("select sequence from log.event where stream = ? order by sequence desc limit 1");
        this.before = schema.sql("select coalesce((select min(position) - 1 from log.event where at >= ?),"
                + " (select position from log.head))");
        this.snapshot = schema.sql("select 0::bigint, stream, sequence, stream_type, event_id, at, type, revision,"
                + " payload, metadata from log.snapshot where stream = ?");
        this.keepSnapshot = schema.sql("insert into log.snapshot"
                + " (stream, sequence, stream_type, event_id, at, type, revision, payload, metadata)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (stream) do update set sequence = excluded.sequence,"
                + " stream_type = excluded.stream_type, event_id = excluded.event_id, at = excluded.at,"
                + " type = excluded.type, revision = excluded.revision, payload = excluded.payload,"
                + " metadata = excluded.metadata where log.snapshot.sequence < excluded.sequence");
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

    /** The events of several parts, each in order, by one query. */
    public List<List<StoredEvent>> streams(List<StreamPart> parts) {
        if (parts.size() == 1) {
            return List.of(stream(parts.getFirst().stream(), parts.getFirst().fromSequence()));
        }
        var found = new ArrayList<List<StoredEvent>>(parts.size());
        parts.forEach(_ -> found.add(new ArrayList<>()));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(streams)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", parts.stream().map(StreamPart::stream).toArray(String[]::new)));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            parts.stream().map(StreamPart::fromSequence).toArray(Long[]::new)));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.get(rows.getInt(11) - 1).add(event(rows));
                }
            }
        } catch (SQLException e) {
            throw new LogUnavailable("the log cannot be read", e);
        }
        // The database need not keep the order of what it joins, though it does.
        found.forEach(events -> events.sort(Comparator.comparingLong(StoredEvent::sequence)));
        return found;
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

    /** The position of the last event that took away what decisions rest on; 0 where none did. */
    public long fence() {
        return number(fence, _ -> {}).orElseThrow();
    }

    /** The sequence of the last event of a stream; empty where it has none. */
    public Optional<Long> lastSequence(String stream) {
        return number(lastSequence, statement -> statement.setString(1, stream));
    }

    /** The position after which everything happened at that time or later. */
    public long before(Instant time) {
        return number(before, statement -> statement.setObject(1, time.atOffset(ZoneOffset.UTC)))
                .orElse(0L);
    }

    /** The newest snapshot of a stream, at position 0. */
    public Optional<StoredEvent> snapshot(String stream) {
        return rows(snapshot, statement -> statement.setString(1, stream)).stream()
                .findFirst();
    }

    /** Keeps the state of a stream after one of its events, unless a later one is kept already. */
    public void keepSnapshot(NewEvent state) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(keepSnapshot)) {
            statement.setString(1, state.stream());
            statement.setLong(2, state.sequence());
            statement.setString(3, state.streamType());
            statement.setString(4, state.eventId());
            statement.setObject(5, state.at().atOffset(ZoneOffset.UTC));
            statement.setString(6, state.type());
            statement.setString(7, state.revision());
            statement.setString(8, state.payload());
            statement.setString(9, state.metadata());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new LogUnavailable("the snapshot cannot be written", e);
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

    private Optional<Long> number(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
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
