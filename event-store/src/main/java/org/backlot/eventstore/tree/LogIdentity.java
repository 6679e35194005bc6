package org.backlot.eventstore.tree;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.LogUnavailable;

/**
 * Which log this is: chosen once, bound into leaf 0, and so into every checkpoint.
 *
 * @param id made by chance when the log began
 * @param origin its name in checkpoints
 * @param key verifies its checkpoints
 */
public record LogIdentity(String id, String origin, VerifierKey key) {
    /** Reads it; nothing where the log has not been given one. */
    public static Optional<LogIdentity> read(DataSource database, LogSchema schema) {
        try (var connection = database.getConnection()) {
            return read(connection, schema);
        } catch (SQLException e) {
            throw new LogUnavailable("the identity of the log cannot be read", e);
        }
    }

    static Optional<LogIdentity> read(Connection connection, LogSchema schema) throws SQLException {
        try (var statement =
                        connection.prepareStatement(schema.sql("select id, origin, verifier_key from log.identity"));
                var row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new LogIdentity(row.getString(1), row.getString(2), VerifierKey.parse(row.getString(3))))
                    : Optional.empty();
        }
    }

    /** The hash of leaf 0. */
    Hash leaf() {
        return Hash.ofLeaf(LeafEncoding.ofIdentity(id, origin));
    }
}
