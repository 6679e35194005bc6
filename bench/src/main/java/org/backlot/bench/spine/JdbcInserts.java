package org.backlot.bench.spine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.backlot.bench.ClosedLoops;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Measured;

/** The loop of pgbench in plain JDBC, for machines without pgbench. It takes more of the processors than pgbench does. */
final class JdbcInserts implements BareInserts {
    private static final int UNITS = 128;

    private final DatabaseServer server;
    private final AtomicLong numbers = new AtomicLong();

    JdbcInserts(DatabaseServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public String description() {
        return "plain JDBC in this process, as no pgbench was found";
    }

    @Override
    public Measured run(int clients, Duration duration) {
        return ClosedLoops.run(clients, duration, _ -> new Client(server.connect(DATABASE), numbers));
    }

    private static final class Client implements ClosedLoops.Requests {
        private final Connection connection;
        private final PreparedStatement insert;
        private final AtomicLong numbers;

        Client(Connection connection, AtomicLong numbers) throws SQLException {
            this.connection = connection;
            this.insert = connection.prepareStatement(BareInserts.insert("?", "?", "?"));
            this.numbers = numbers;
        }

        @Override
        public void next() throws SQLException {
            long number = numbers.incrementAndGet();
            insert.setLong(1, number % UNITS);
            insert.setLong(2, number);
            insert.setString(3, "x".repeat(PAYLOAD));
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
