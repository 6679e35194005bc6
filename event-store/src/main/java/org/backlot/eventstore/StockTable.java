// Why this file exists: whoever has events in Axon's own table keeps them when changing to this log.
package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The event table of Axon's JDBC or JPA engine, to be moved into an empty log. All of it is one transaction: either every
 * event is in the log afterwards, in the order of the global index and with positions from 1 without gaps, or none is; who
 * was interrupted begins again. The old table stays as it is, and nobody can write to it meanwhile. Snapshots are not moved:
 * they are made anew.
 *
 * @param table its name, with its schema where that is not on the search path
 * @param columns what its columns are called
 */
public record StockTable(String table, Columns columns) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    /** The names of the columns; unquoted, as Axon writes them. */
    public record Columns(
            String globalIndex,
            String aggregateIdentifier,
            String sequenceNumber,
            String type,
            String eventIdentifier,
            String timeStamp,
            String payloadType,
            String payloadRevision,
            String payload,
            String metaData) {
        /** As the JDBC engine names them by itself. */
        public static final Columns JDBC = new Columns(
                "globalIndex",
                "aggregateIdentifier",
                "sequenceNumber",
                "type",
                "eventIdentifier",
                "timeStamp",
                "payloadType",
                "payloadRevision",
                "payload",
                "metaData");

        /** As JPA with Spring's naming, and many who configure the JDBC engine, have them. */
        public static final Columns UNDERSCORED = new Columns(
                "global_index",
                "aggregate_identifier",
                "sequence_number",
                "type",
                "event_identifier",
                "time_stamp",
                "payload_type",
                "payload_revision",
                "payload",
                "meta_data");

        private Stream<String> all() {
            return Stream.of(
                    globalIndex,
                    aggregateIdentifier,
                    sequenceNumber,
                    type,
                    eventIdentifier,
                    timeStamp,
                    payloadType,
                    payloadRevision,
                    payload,
                    metaData);
        }
    }

    public StockTable {
        Stream.concat(Stream.of(table), columns.all())
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("not a name: " + name);
                });
    }

    /**
     * Moves all events into a log, whose tables must be there and empty.
     *
     * @param connection is used for one transaction, committed here
     * @return how many
     * @throws IllegalStateException the log is not empty, or the table holds what cannot be moved; nothing has changed
     */
    public long moveTo(Connection connection, LogSchema schema) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in share mode");
            requireEmpty(connection, statement, schema);
            long before = number(statement, "select count(*) from " + table);
            statement.execute(copy(statement, schema));
            statement.execute(schema.sql("update log.head set position = (select count(*) from log.event)"));
            requireMoved(statement, schema, before);
            connection.commit();
            return before;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    /**
     * Where a follower stands in the log that stood at a global index of this table: it has seen all events up to there, and
     * none beyond. The index may be one that was never given, or that no event has kept.
     *
     * <p>A token of the stock engine that still waits for gaps has not seen all. Take the index before its first gap: what
     * lies behind it comes again.
     */
    public long newPositionOf(Connection connection, long globalIndex) throws SQLException {
        try (var statement = connection.createStatement()) {
            return number(statement, "select " + newPosition(Long.toString(globalIndex)));
        }
    }

    /** The same as an expression of SQL, to move a whole table of positions by one statement. */
    public String newPosition(String globalIndex) {
        return "(select count(*) from " + table + " where " + columns.globalIndex() + " <= " + globalIndex + ")";
    }

    private String copy(Statement statement, LogSchema schema) throws SQLException {
        return schema.sql("""
                insert into log.event
                    (position, stream, sequence, stream_type, event_id, at, type, revision, payload, metadata)
                select row_number() over (order by %s), %s, %s, %s, %s, %s::timestamptz, %s, %s, %s, coalesce(%s, '{}')
                from %s
                """)
                .formatted(
                        columns.globalIndex(),
                        columns.aggregateIdentifier(),
                        columns.sequenceNumber(),
                        columns.type(),
                        columns.eventIdentifier(),
                        columns.timeStamp(),
                        columns.payloadType(),
                        columns.payloadRevision(),
                        text(statement, columns.payload()),
                        text(statement, columns.metaData()),
                        table);
    }

    private String text(Statement statement, String column) throws SQLException {
        try (var none = statement.executeQuery("select " + column + " from " + table + " limit 0")) {
            var type = none.getMetaData().getColumnTypeName(1);
            if (type.equals("bytea")) {
                return "convert_from(" + column + ", 'UTF8')";
            }
            if (Set.of("text", "varchar", "json", "jsonb").contains(type)) {
                return column + "::text";
            }
            throw new IllegalStateException(column + " is of type " + type + "; bytea and texts can be moved");
        }
    }

    private static void requireEmpty(Connection connection, Statement statement, LogSchema schema) throws SQLException {
        long head = new AppendStatements(schema).lockHead(connection).position();
        if (head != 0 || number(statement, schema.sql("select count(*) from (select from log.event limit 1) e")) != 0) {
            throw new IllegalStateException("the log " + schema.name() + " is not empty");
        }
    }

    private void requireMoved(Statement statement, LogSchema schema, long expected) throws SQLException {
        var counted = List.of(
                number(statement, schema.sql("select count(*) from log.event")),
                number(statement, schema.sql("select coalesce(max(position), 0) from log.event")),
                number(statement, schema.sql("select position from log.head")),
                number(
                        statement,
                        schema.sql("select count(*) from log.event l join ") + table + " s on s."
                                + columns.eventIdentifier() + " = l.event_id"));
        if (counted.stream().anyMatch(count -> count != expected)) {
            throw new IllegalStateException("of " + expected + " events there are " + counted);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
