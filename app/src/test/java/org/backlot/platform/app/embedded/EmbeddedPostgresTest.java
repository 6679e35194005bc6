// The promise of the whole system rests on this: what was committed is there after any kill.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path temporary;

    private DataFolder data;

    @BeforeEach
    void open() {
        data = DataFolder.open(temporary.resolve("the data"));
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    @DisplayName(
            "PLT-6: the embedded database is durable, open to loopback only, and gives its user no more than its own")
    void settings() throws SQLException {
        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(answer(connection, "SHOW fsync")).containsExactly("on");
            assertThat(answer(connection, "SHOW synchronous_commit")).containsExactly("on");
            assertThat(answer(connection, "SHOW max_connections")).containsExactly("200");
            assertThat(answer(connection, "SHOW listen_addresses")).containsExactly("127.0.0.1");
            assertThat(answer(connection, "SELECT current_database() || '/' || current_user"))
                    .containsExactly("backlot/backlot");
            assertThat(answer(connection, "SELECT usesuper FROM pg_user WHERE usename = current_user"))
                    .containsExactly("f");
            execute(connection, "CREATE EXTENSION pg_trgm");
            execute(connection, "CREATE EXTENSION btree_gist");
            var address = postgres.address();
            assertThatThrownBy(() -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(address.toString()).doesNotContain(address.password());
        }
    }

    @Test
    @DisplayName("PLT-6: data survives a stop and a killed database with a pid file left behind")
    void survives_stop_and_kill() throws SQLException, IOException {
        try (var postgres = start();
                var connection = connect(postgres)) {
            execute(connection, "CREATE TABLE take (number int)");
            execute(connection, "INSERT INTO take VALUES (1)");
        }
        var killed = start();
        try (var connection = connect(killed)) {
            execute(connection, "INSERT INTO take VALUES (2)");
            kill(killed);
        }
        assertThat(killed.isRunning()).isFalse();
        assertThat(pidFile()).exists();
        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(answer(connection, "SELECT number FROM take ORDER BY number"))
                    .containsExactly("1", "2");
        }
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    @DisplayName("PLT-6: a pid file whose number went to another process stops neither us nor that process")
    void stranger_has_the_number() throws SQLException, IOException {
        kill(start());
        var stranger = TestServices.stranger();
        try {
            rewritePid(stranger.pid());
            try (var postgres = start();
                    var connection = connect(postgres)) {
                assertThat(answer(connection, "SELECT 1")).containsExactly("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    @DisplayName("PLT-6: another database's server is not taken for ours, whatever the pid file says")
    void another_database_has_the_number() throws SQLException, IOException {
        kill(start());
        try (var elsewhere = DataFolder.open(temporary.resolve("elsewhere"));
                var other = EmbeddedPostgres.start(elsewhere, TestServices.programs(), 0)) {
            rewritePid(other.pid());
            try (var postgres = start();
                    var connection = connect(postgres)) {
                assertThat(answer(connection, "SELECT 1")).containsExactly("1");
            }
            assertThat(other.isRunning()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "PLT-6: servers orphaned by a killed program are stopped first, and nothing that was committed is lost")
    void orphan_is_adopted() throws SQLException, IOException {
        data.close();
        List<ProcessHandle> orphans;
        try (var other = TestServices.run(RunsServers.class, data.path())) {
            orphans = List.of(other.said().split(" ")).stream()
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
            other.kill();
        }
        assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);

        data = DataFolder.open(data.path());
        try (var postgres = start();
                var redis = EmbeddedRedis.start(data, TestServices.programs(), 0);
                var connection = connect(postgres)) {
            assertThat(orphans).noneMatch(orphan -> new ServerProcess(orphan).isAlive());
            assertThat(redis.isRunning()).isTrue();
            assertThat(answer(connection, "SELECT count(*) FROM take")).containsExactly("3");
            assertThat(Files.readString(data.path().resolve("postgres/server.log")))
                    .contains("database system is shut down")
                    .doesNotContain("not properly shut down");
        }
    }

    @Test
    @DisplayName("PLT-6: a draft left by a program killed in its very first start is no database")
    void interrupted_first_start() throws SQLException, IOException {
        var draft = data.subfolder("postgres").resolve("data.new-1");
        Files.writeString(Files.createDirectories(draft).resolve("PG_VERSION"), "18\n");
        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(answer(connection, "SELECT 1")).containsExactly("1");
        }
        assertThat(draft).doesNotExist();
    }

    @Test
    @DisplayName("PLT-6: a configured port is used, and one that is taken is named in the refusal")
    void configured_port() throws IOException {
        var port = FreePort.choose();
        try (var postgres = EmbeddedPostgres.start(data, TestServices.programs(), port)) {
            assertThat(postgres.port()).isEqualTo(port);
        }
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral(FreePort.LOOPBACK))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, TestServices.programs(), port))
                    .isInstanceOf(EmbeddedServiceFailed.class)
                    .hasMessageContaining("Address already in use")
                    .hasMessageContaining("server.log");
        }
    }

    @Test
    @DisplayName(
            "PLT-6: where root may not make namespaces, nobody runs the database, and the data goes back to root after")
    void as_nobody() throws SQLException, IOException {
        assumeTrue(ServerUser.choose() != ServerUser.OURSELVES && ServerUser.NOBODY.works(), "needs to be root");
        var place = Files.createTempDirectory("backlot");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var open = DataFolder.open(place.resolve("data"))) {
            // Nobody may be unable to reach where this checkout lies; then programs go to the data folder.
            var cache = Path.of("target", "programs").toAbsolutePath().toString();
            var programs = Programs.standard(Map.of("BACKLOT_CACHE", cache), open);
            for (var user : List.of(ServerUser.NOBODY, ServerUser.choose(), ServerUser.NOBODY)) {
                try (var postgres = EmbeddedPostgres.start(open, programs, 0, user);
                        var connection = connect(postgres)) {
                    assertThat(answer(connection, "SELECT 1")).containsExactly("1");
                }
            }
        } finally {
            Programs.deleteAll(place);
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, TestServices.programs(), 0);
    }

    private Path pidFile() {
        return data.path().resolve("postgres/data/postmaster.pid");
    }

    private void rewritePid(long pid) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(pidFile()));
        lines.set(0, Long.toString(pid));
        Files.write(pidFile(), lines);
    }

    private static void kill(EmbeddedPostgres postgres) {
        var process = ProcessHandle.of(postgres.pid()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        assertThat(Patience.until(Duration.ofSeconds(10), () -> !postgres.isRunning()))
                .isTrue();
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        var address = postgres.address();
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static List<String> answer(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var answers = new ArrayList<String>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }
}
