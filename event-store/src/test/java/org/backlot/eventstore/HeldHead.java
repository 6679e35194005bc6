package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.SQLException;

/** The head of a log, held by a stranger: whoever appends waits until this is closed. */
final class HeldHead implements AutoCloseable {
    private final Connection connection;

    HeldHead(LogSchema schema) throws SQLException {
        connection = TestDatabase.database().getConnection();
        connection.setAutoCommit(false);
        new AppendStatements(schema).lockHead(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
