// What the bare database could do is asked of the very server that the program writes to: same disk, same settings.
package org.backlot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The PostgreSQL that a program keeps in its data folder: its port is in the server's own {@code postmaster.pid}, the
 * password of its superuser beside it.
 *
 * @param port on the loopback interface
 * @param password of the superuser
 * @param process the server's first process
 */
public record DatabaseServer(int port, String password, ProcessHandle process) {
    public static final String HOST = "127.0.0.1";
    public static final String SUPERUSER = "postgres";

    private static final int LINE_OF_PID = 0;
    private static final int LINE_OF_PORT = 3;

    /** The one that runs in a data folder. */
    public static DatabaseServer in(Path dataFolder) {
        var postgres = dataFolder.resolve("postgres");
        try {
            var running = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
            long pid = Long.parseLong(running.get(LINE_OF_PID).strip());
            return new DatabaseServer(
                    Integer.parseInt(running.get(LINE_OF_PORT).strip()),
                    Files.readString(postgres.resolve("password")).strip(),
                    ProcessHandle.of(pid).orElseThrow(() -> new BenchmarkFailed("no PostgreSQL runs in " + postgres)));
        } catch (IOException failure) {
            throw new BenchmarkFailed("no PostgreSQL runs in " + postgres + ": " + failure, failure);
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, password);
    }

    /** Of a database, for JDBC. */
    public String url(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** Runs statements in a database. */
    public void execute(String database, String statements) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the database refused: " + failure.getMessage(), failure);
        }
    }

    /** The one value that a query in the program's database gives. */
    public String value(String query) {
        return value("backlot", query);
    }

    /** The one value that a query gives. */
    public String value(String database, String query) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the database refused: " + failure.getMessage(), failure);
        }
    }

    /** Refuses a server that acknowledges what is not on disk: its figures would be worth nothing. */
    public void requireDurable() {
        for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!"on".equals(value("show " + setting))) {
                throw new BenchmarkFailed(setting + " is not on");
            }
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL on port " + port;
    }
}
