package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.backlot.eventstore.Admission.ClaimKey;
import org.backlot.eventstore.Admission.ReceiptKey;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which units enter the log. All events of a group go in by one statement: its first part moves the head
 * and so holds it until the commit; everybody else who appends waits there.
 */
final class AppendStatements {
    /** Where the fence was raised beyond what the units rest on, there is no row, and so nothing is written. */
    private static final String MOVE_HEAD = "update log.head set position = position + ?,"
            + " fence = case when ? then position + ? else fence end where fence <= ? returning position";

    private static final String EVENTS = """
            insert into log.event
                (position, stream, sequence, stream_type, event_id, at, type, revision, payload, metadata)
            select head.position - ? + e.n, e.stream, e.sequence, e.stream_type, e.event_id,
                timestamptz 'epoch' + e.at * interval '1 microsecond', e.type, e.revision, e.payload, e.metadata
            from head, unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                ?::text[], ?::text[]) with ordinality
                as e (stream, sequence, stream_type, event_id, at, type, revision, payload, metadata, n)
            """;
    private static final String RECEIPTS = """
            insert into log.receipt (scope, key, fingerprint, status, answer, position, at)
            select r.scope, r.key, r.fingerprint, r.status, r.answer, head.position - ? + r.reached,
                timestamptz 'epoch' + r.at * interval '1 microsecond'
            from head, unnest(?::text[], ?::text[], ?::bytea[], ?::int[], ?::bytea[], ?::bigint[], ?::bigint[])
                as r (scope, key, fingerprint, status, answer, reached, at)
            """;

    private final String channel;
    private final String appendEvents;
    private final String appendBoth;
    private final String lockHead;
    private final String lastSequences;
    private final String answered;
    private final String owners;
    private final String release;
    private final String claim;
    private final String find;
    private final String findReceipt;

    AppendStatements(LogSchema schema) {
        this.channel = LogNotices.channelOf(schema);
        this.appendEvents = schema.sql("with head as (" + MOVE_HEAD + "), events as (" + EVENTS + ")"
                + " select position, pg_notify(?, position::text) from head");
        this.appendBoth = schema.sql("with head as (" + MOVE_HEAD + "), events as (" + EVENTS + "), receipts as ("
                + RECEIPTS + ") select position, pg_notify(?, position::text) from head");
        this.lockHead = schema.sql("select position, fence from log.head for update");
        this.lastSequences = schema.sql("select s.stream, e.sequence from unnest(?::text[]) as s (stream)"
                + " cross join lateral (select sequence from log.event where stream = s.stream"
                + " order by sequence desc limit 1) e");
        this.answered = schema.sql("select scope, key from log.receipt"
                + " where (scope, key) in (select * from unnest(?::text[], ?::text[]))");
        this.owners = schema.sql("select space, value, owner from log.claim"
                + " where (space, value) in (select * from unnest(?::text[], ?::bytea[])) or owner = any (?::text[])");
        this.release = schema.sql("delete from log.claim where owner = any (?::text[])");
        this.claim = schema.sql("insert into log.claim (space, value, owner) values (?, ?, ?)"
                + " on conflict (space, value) do update set owner = log.claim.owner"
                + " where log.claim.owner = excluded.owner");
        this.find = schema.sql("select position from log.event where stream = ? and sequence = ? and event_id = ?");
        this.findReceipt = schema.sql(
                "select position from log.receipt"
                        + " where scope = ? and key = ? and fingerprint = ? and at = timestamptz 'epoch' + ? * interval '1 microsecond'");
    }

    /**
     * Writes units whose guards are left to the constraints of the tables. In auto-commit it is the whole transaction.
     *
     * @return the head of the log after them
     * @throws FenceRaised one of them rests on facts that may have been taken away; nothing was written
     */
    long append(Connection connection, List<Append> units) throws SQLException {
        var events = new ArrayList<NewEvent>();
        var receipts = new ArrayList<Receipt>();
        var reached = new ArrayList<Long>();
        for (var unit : units) {
            events.addAll(unit.events());
            unit.receipt().ifPresent(receipt -> {
                receipts.add(receipt);
                reached.add((long) events.size());
            });
        }
        try (var statement = connection.prepareStatement(receipts.isEmpty() ? appendEvents : appendBoth)) {
            var values = new Values(connection, statement);
            values.number(events.size());
            values.truth(units.stream().anyMatch(unit -> unit.fence().raised()));
            values.number(events.size());
            values.number(units.stream()
                    .mapToLong(unit -> unit.fence().notBeyond())
                    .min()
                    .orElse(Long.MAX_VALUE));
            values.number(events.size());
            values.texts(events, NewEvent::stream);
            values.numbers(events, NewEvent::sequence);
            values.texts(events, NewEvent::streamType);
            values.texts(events, NewEvent::eventId);
            values.numbers(events, event -> micros(event.at()));
            values.texts(events, NewEvent::type);
            values.texts(events, NewEvent::revision);
            values.texts(events, NewEvent::payload);
            values.texts(events, NewEvent::metadata);
            if (!receipts.isEmpty()) {
                values.number(events.size());
                values.texts(receipts, Receipt::scope);
                values.texts(receipts, Receipt::key);
                values.bytes(receipts, Receipt::fingerprint);
                values.numbers(receipts, receipt -> (long) receipt.status());
                values.bytes(receipts, Receipt::answer);
                values.numbers(reached, position -> position);
                values.numbers(receipts, receipt -> micros(receipt.at()));
            }
            values.text(channel);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FenceRaised();
                }
                return row.getLong(1);
            }
        }
    }

    /** Where the log ends, and where its fence stands. */
    record Head(long position, long fence) {}

    /** Keeps everybody else from appending until the transaction ends, and waits for whoever does now. */
    Head lockHead(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(lockHead);
                var row = statement.executeQuery()) {
            row.next();
            return new Head(row.getLong(1), row.getLong(2));
        }
    }

    /** What the log holds of all that these units touch. Exact for as long as the head is held. */
    Admission admission(Connection connection, Head head, List<Append> units) throws SQLException {
        return new Admission(
                head.fence(), lastSequences(connection, units), answered(connection, units), owners(connection, units));
    }

    /** Gives up and makes claims; returns the first that belongs to somebody else. */
    Optional<Claim> claim(Connection connection, Append unit) throws SQLException {
        if (!unit.released().isEmpty()) {
            try (var statement = connection.prepareStatement(release)) {
                new Values(connection, statement).texts(unit.released(), owner -> owner);
                statement.executeUpdate();
            }
        }
        for (var wanted : unit.claims()) {
            try (var statement = connection.prepareStatement(claim)) {
                statement.setString(1, wanted.space());
                statement.setBytes(2, wanted.value());
                statement.setString(3, wanted.owner());
                if (statement.executeUpdate() == 0) {
                    return Optional.of(wanted);
                }
            }
        }
        return Optional.empty();
    }

    /** Where a unit of ours stands in the log; empty where it is not there. The head must be held. */
    OptionalLong find(Connection connection, Append unit) throws SQLException {
        if (unit.events().isEmpty() && unit.receipt().isEmpty()) {
            // Claims alone: making them again changes nothing.
            return OptionalLong.empty();
        }
        try (var statement = connection.prepareStatement(unit.events().isEmpty() ? findReceipt : find)) {
            if (unit.events().isEmpty()) {
                var receipt = unit.receipt().orElseThrow();
                statement.setString(1, receipt.scope());
                statement.setString(2, receipt.key());
                statement.setBytes(3, receipt.fingerprint());
                statement.setLong(4, micros(receipt.at()));
            } else {
                var last = unit.events().getLast();
                statement.setString(1, last.stream());
                statement.setLong(2, last.sequence());
                statement.setString(3, last.eventId());
            }
            try (var row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private Map<String, Long> lastSequences(Connection connection, List<Append> units) throws SQLException {
        var streams = units.stream()
                .flatMap(unit -> unit.events().stream())
                .map(NewEvent::stream)
                .distinct()
                .toList();
        var last = new HashMap<String, Long>();
        try (var statement = connection.prepareStatement(lastSequences)) {
            new Values(connection, statement).texts(streams, stream -> stream);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    last.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return last;
    }

    private Set<ReceiptKey> answered(Connection connection, List<Append> units) throws SQLException {
        var receipts = units.stream().flatMap(unit -> unit.receipt().stream()).toList();
        var found = new HashSet<ReceiptKey>();
        if (receipts.isEmpty()) {
            return found;
        }
        try (var statement = connection.prepareStatement(answered)) {
            var values = new Values(connection, statement);
            values.texts(receipts, Receipt::scope);
            values.texts(receipts, Receipt::key);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new ReceiptKey(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return found;
    }

    private Map<ClaimKey, String> owners(Connection connection, List<Append> units) throws SQLException {
        var claims = units.stream().flatMap(unit -> unit.claims().stream()).toList();
        var released = units.stream().flatMap(unit -> unit.released().stream()).toList();
        var found = new HashMap<ClaimKey, String>();
        if (claims.isEmpty() && released.isEmpty()) {
            return found;
        }
        try (var statement = connection.prepareStatement(owners)) {
            var values = new Values(connection, statement);
            values.texts(claims, Claim::space);
            values.bytes(claims, Claim::value);
            values.texts(released, owner -> owner);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(ClaimKey.of(rows.getString(1), rows.getBytes(2)), rows.getString(3));
                }
            }
        }
        return found;
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /**
     * Sets the parameters of one statement in order, whole columns as arrays. The arrays tell the driver what they hold: it
     * then sends them as they are, where it would write {@code Object[]} out as text with every quote of the JSON escaped.
     */
    private static final class Values {
        private final Connection connection;
        private final PreparedStatement statement;
        private int next = 1;

        Values(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void number(long value) throws SQLException {
            statement.setLong(next++, value);
        }

        void truth(boolean value) throws SQLException {
            statement.setBoolean(next++, value);
        }

        void text(String value) throws SQLException {
            statement.setString(next++, value);
        }

        <T> void texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
            array("text", rows.stream().map(column).toArray(String[]::new));
        }

        <T> void numbers(List<T> rows, Function<T, Long> column) throws SQLException {
            array("bigint", rows.stream().map(column).toArray(Long[]::new));
        }

        <T> void bytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
            array("bytea", rows.stream().map(column).toArray(byte[][]::new));
        }

        private void array(String type, Object[] values) throws SQLException {
            statement.setArray(next++, connection.createArrayOf(type, values));
        }
    }
}
