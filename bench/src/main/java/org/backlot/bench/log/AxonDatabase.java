package org.backlot.bench.log;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.backlot.bench.DatabaseServer;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * What Axon needs of a database whichever its log is, put together as its starter for Spring does it: a connection pool,
 * Spring's transactions, tokens by JDBC.
 */
final class AxonDatabase implements AutoCloseable {
    /** All logs write and read events by this one. */
    static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private final HikariDataSource pool;
    private final ConnectionProvider connections;
    private final TransactionManager transactions;
    private final TokenStore tokens;

    private AxonDatabase(
            HikariDataSource pool, ConnectionProvider connections, TransactionManager transactions, TokenStore tokens) {
        this.pool = pool;
        this.connections = connections;
        this.transactions = transactions;
        this.tokens = tokens;
    }

    /**
     * Opens it; what is missing is made.
     *
     * @param schema of PostgreSQL, for the tables
     * @param connections in its pool
     */
    static AxonDatabase open(DatabaseServer server, String schema, int connections) {
        server.execute(LogServer.DATABASE, "create schema if not exists " + schema);
        var pool = LogServer.pool(server, connections);
        var provider = new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool));
        var transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
        var tokens = JdbcTokenStore.builder()
                .connectionProvider(provider)
                .serializer(SERIALIZER)
                .schema(TokenSchema.builder()
                        .setTokenTable(schema + ".token_entry")
                        .build())
                .build();
        transactions.executeInTransaction(() -> tokens.createSchema(PostgresTokenTableFactory.INSTANCE));
        return new AxonDatabase(pool, provider, transactions, tokens);
    }

    DataSource pool() {
        return pool;
    }

    /** Gives the connection of the running transaction. */
    ConnectionProvider connections() {
        return connections;
    }

    TransactionManager transactions() {
        return transactions;
    }

    TokenStore tokens() {
        return tokens;
    }

    @Override
    public void close() {
        pool.close();
    }
}
