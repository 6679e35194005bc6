package org.backlot.eventstore.axon;

import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.backlot.eventstore.TestDatabase;

/** A transaction for each unit of work that asks for one. */
final class OpenConnection implements CallersTransaction {
    private static final String KEY = OpenConnection.class.getName();

    @Override
    public boolean hasBegun() {
        return CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get().root().resources().containsKey(KEY);
    }

    @Override
    public Connection connection() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(KEY, _ -> begin());
    }

    private static Connection begin() {
        try {
            var connection = TestDatabase.database().getConnection();
            connection.setAutoCommit(false);
            var root = CurrentUnitOfWork.get().root();
            root.onCommit(_ -> run(connection::commit));
            root.onRollback(_ -> run(connection::rollback));
            root.onCleanup(_ -> run(connection::close));
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
