// Runs in a Java of its own, to be killed: its servers are then orphans.
package org.backlot.platform.app.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

final class RunsServers {
    private RunsServers() {}

    public static void main(String[] arguments) throws InterruptedException, SQLException {
        try (var data = DataFolder.open(Path.of(arguments[0]));
                var postgres = EmbeddedPostgres.start(data, TestServices.programs(), 0);
                var redis = EmbeddedRedis.start(data, TestServices.programs(), 0)) {
            var address = postgres.address();
            // Left open, so that the database has a client to lose.
            try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE take (number int)");
                statement.execute("INSERT INTO take VALUES (1), (2), (3)");
                System.out.println("ready " + postgres.pid() + " " + redis.pid());
                Thread.currentThread().join();
            }
        }
    }
}
