package org.backlot.eventstore.tree;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.StoredEvent;

/**
 * Reads a whole log once, in one snapshot and in bounded memory, computes the tree anew, and compares it with the stored
 * tree and with everything that was ever signed. It says what it found, and where.
 */
public final class LogVerification {
    private static final int FETCH = 1_000;

    private final DataSource database;
    private final LogSchema schema;

    public LogVerification(DataSource database, LogSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Checks everything.
     *
     * @param key of the log, as it was noted outside the database; without it the one in the database is believed
     * @param handedIn checkpoints that somebody kept outside the database
     * @throws TreeDamaged if the log has no identity, so that nothing can be said about it
     */
    public Verdict verify(Optional<VerifierKey> key, List<SignedNote> handedIn) {
        try (var connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try {
                return verify(connection, key, handedIn);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw new LogUnavailable("the log cannot be read", e);
        }
    }

    private Verdict verify(Connection connection, Optional<VerifierKey> key, List<SignedNote> handedIn)
            throws SQLException {
        var identity = LogIdentity.read(connection, schema)
                .orElseThrow(
                        () -> new TreeDamaged("the log has no identity: nothing was signed yet, or it was deleted"));
        var pass = new VerificationPass(
                identity,
                key.orElse(identity.key()),
                one(connection, "select size from log.tree"),
                new StoredTiles(connection, schema),
                handedIn);
        try (var checkpoints = connection.prepareStatement(
                        schema.sql("select size, root, note from log.checkpoint order by size"));
                var rows = connection.prepareStatement(schema.sql(
                        "select position, stream, sequence, stream_type, event_id, at, type, revision, payload,"
                                + " metadata from log.event order by position"))) {
            checkpoints.setFetchSize(FETCH);
            rows.setFetchSize(FETCH);
            try (var signed = checkpoints.executeQuery();
                    var events = rows.executeQuery()) {
                pass.begin(() -> signed.next() ? Optional.of(checkpoint(signed)) : Optional.empty());
                while (events.next()) {
                    pass.take(event(events));
                }
                return pass.end(one(connection, "select position from log.head"));
            }
        }
    }

    private long one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(schema.sql(sql));
                var row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static VerificationPass.Signed checkpoint(ResultSet row) throws SQLException {
        return new VerificationPass.Signed(row.getLong(1), row.getBytes(2), row.getString(3));
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
