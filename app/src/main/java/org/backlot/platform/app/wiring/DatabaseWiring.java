package org.backlot.platform.app.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.backlot.casting.query.search.SearchStatement;
import org.backlot.log.app.LogDatabase;
import org.backlot.platform.command.CommittedReads;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.PlatformTransactionManager;
import reactor.core.publisher.Flux;

/** PostgreSQL twice, blocking for writes and non-blocking for reads, and Redis. One address each. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(3);
    /** Of the driver: settings that a connection has from its beginning. */
    private static final Option<Map<String, String>> SETTINGS = Option.valueOf("options");

    @Bean
    LogDatabase logDatabase(
            @Value("${backlot.postgres.url}") String url,
            @Value("${backlot.postgres.user}") String user,
            @Value("${backlot.postgres.password:}") String password) {
        return new LogDatabase(url, user, password);
    }

    /** Connections for single statements outside any transaction: each is given back at once, so nobody waits long. */
    @Bean
    HikariDataSource connectionPool(
            LogDatabase database, @Value("${backlot.postgres.connections:20}") int connections) {
        return pool("statements", database, connections);
    }

    /**
     * Connections for transactions. They have a pool of their own: whoever holds one runs single statements meanwhile, and
     * in a common pool all could hold one and wait for another.
     */
    @Bean
    HikariDataSource transactionPool(
            LogDatabase database, @Value("${backlot.postgres.transaction-connections:20}") int connections) {
        return pool("transactions", database, connections);
    }

    private static HikariDataSource pool(String name, LogDatabase database, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(connections);
        config.setPoolName(name);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        return new HikariDataSource(config);
    }

    @Bean
    BegunTransactions begunTransactions(HikariDataSource transactionPool) {
        return new BegunTransactions(transactionPool);
    }

    @Bean
    @Primary
    DataSource dataSource(BegunTransactions transactions) {
        return transactions.dataSource();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    @Primary
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    /** Reads that see what is committed and take no part in the running transaction. */
    @Bean
    CommittedReads committedReads(HikariDataSource connectionPool) {
        return new CommittedReads(JdbcClient.create(connectionPool));
    }

    @Bean(destroyMethod = "dispose")
    @Primary
    ConnectionPool connectionFactory(
            LogDatabase database, @Value("${backlot.postgres.read-connections:20}") int connections) {
        return readPool(database, connections, Map.of());
    }

    /**
     * Connections for searches, and only a few: a search keeps a processor busy, so that more at once would only slow one
     * another down. Those who wait are served in the order in which they came. Statements of one shape are planned once.
     */
    @Bean(destroyMethod = "dispose")
    ConnectionPool searchConnections(
            LogDatabase database, @Value("${backlot.postgres.search-connections:4}") int connections) {
        return readPool(database, connections, SearchStatement.SETTINGS);
    }

    private static ConnectionPool readPool(LogDatabase database, int connections, Map<String, String> settings) {
        var options = ConnectionFactoryOptions.parse(database.url().replaceFirst("^jdbc:", "r2dbc:"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.user())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .option(SETTINGS, settings)
                .build();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                .maxSize(connections)
                .maxAcquireTime(Duration.ofSeconds(5))
                .build());
    }

    // The pools' own end does not wait until their connections are closed, and the database may be gone by then.
    @Bean
    DisposableBean lastReads(List<ConnectionPool> pools) {
        return () ->
                Flux.fromIterable(pools).flatMap(ConnectionPool::disposeLater).blockLast(LONGEST_GOODBYE);
    }

    @Bean
    @Primary
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.create(connections);
    }

    @Bean
    DatabaseClient searchDatabase(@Qualifier("searchConnections") ConnectionFactory connections) {
        return DatabaseClient.create(connections);
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(@Value("${backlot.redis.url}") String url) {
        var address = RedisURI.create(url);
        address.setTimeout(Duration.ofSeconds(2));
        return RedisClient.create(address);
    }
}
