package org.backlot.platform.app.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.backlot.eventstore.axon.CallersTransaction;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells whether a transaction has run a statement. A transaction takes its connection only with its first statement, so a
 * unit of work that writes nothing but events never takes one, and its events are free to join a group.
 */
final class BegunTransactions implements CallersTransaction {
    private static final Object BEGUN = new Object();

    private final DataSource lazily;

    BegunTransactions(DataSource pool) {
        var proxy = new LazyConnectionDataSourceProxy();
        proxy.setTargetDataSource(new Noticing(pool));
        // Said here, so that no connection is opened to ask.
        proxy.setDefaultAutoCommit(true);
        proxy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        this.lazily = proxy;
    }

    /** The connections of all who take part in transactions. */
    DataSource dataSource() {
        return lazily;
    }

    @Override
    public boolean hasBegun() {
        return TransactionSynchronizationManager.hasResource(BEGUN);
    }

    @Override
    public Connection connection() {
        return DataSourceUtils.getConnection(lazily);
    }

    /** Where a connection is really taken. */
    private static final class Noticing extends DelegatingDataSource {
        Noticing(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (TransactionSynchronizationManager.isSynchronizationActive()
                    && TransactionSynchronizationManager.isActualTransactionActive()
                    && !TransactionSynchronizationManager.hasResource(BEGUN)) {
                TransactionSynchronizationManager.bindResource(BEGUN, true);
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        TransactionSynchronizationManager.unbindResourceIfPossible(BEGUN);
                    }
                });
            }
            return super.getConnection();
        }
    }
}
