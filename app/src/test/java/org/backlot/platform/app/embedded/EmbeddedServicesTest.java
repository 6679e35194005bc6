// All of them or none of them: a program that fails to start must leave nothing running behind.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTest {
    @TempDir
    Path temporary;

    @Test
    @DisplayName("PLT-6: what has no address is started under one data folder, and nothing of it runs on afterwards")
    void starts_all() throws SQLException, IOException {
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            var services = start(data, ServiceAddresses.none(), EmbeddedPorts.free());
            var postgres = services.postgres();
            try (services;
                    var connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
                assertThat(connection.isValid(1)).isTrue();
                new Socket(
                                services.redis().uri().getHost(),
                                services.redis().uri().getPort())
                        .close();
                assertThat(services.mailbox()).map(Mailbox::address).contains(services.smtp());
                var storage = services.storage().orElseThrow().endpoint();
                new Socket(storage.getHost(), storage.getPort()).close();
            }
            assertThatThrownBy(
                            () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password()))
                    .isInstanceOf(SQLException.class);
            assertNothingRuns(data);
            services.close();
        }
    }

    @Test
    @DisplayName("PLT-6: what has an address is not started")
    void starts_only_what_is_missing() {
        var given = new ServiceAddresses(
                Optional.of(new PostgresAddress("jdbc:postgresql://db:5432/backlot", "backlot", "secret")),
                Optional.of(new RedisAddress(URI.create("redis://cache:6379"))),
                Optional.empty(),
                Optional.of(new StorageAddress(
                        URI.create("https://objects.example"),
                        URI.create("https://objects.example"),
                        "auto",
                        "backlot",
                        "key",
                        "secret")));
        try (var data = DataFolder.open(temporary.resolve("data"));
                var services = start(data, given, EmbeddedPorts.free())) {
            assertThat(given.postgres()).contains(services.postgres());
            assertThat(given.redis()).contains(services.redis());
            assertThat(services.storage()).isEqualTo(given.storage());
            assertThat(data.path().resolve("storage")).doesNotExist();
            assertThat(services.mailbox()).isPresent();
            assertThat(data.path().resolve("postgres")).doesNotExist();
            assertThat(data.path().resolve("redis")).doesNotExist();
        }
    }

    @Test
    @DisplayName("PLT-6: when one service cannot start, the others are stopped again")
    void one_fails() throws IOException {
        try (var data = DataFolder.open(temporary.resolve("data"));
                var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.LOOPBACK))) {
            var ports = new EmbeddedPorts(0, taken.getLocalPort(), 0, 0);
            assertThatThrownBy(() -> start(data, ServiceAddresses.none(), ports))
                    .isInstanceOf(EmbeddedServiceFailed.class)
                    .hasMessageContaining("Redis");
            assertNothingRuns(data);
        }
    }

    @Test
    @DisplayName("PLT-6: a program told to end in the middle of its start leaves nothing running")
    void told_to_end() throws IOException {
        // Database files that are there already leave no time to be told before anything runs.
        var folder = temporary.resolve("data");
        try (var data = DataFolder.open(folder)) {
            EmbeddedPostgres.start(data, TestServices.programs(), 0).close();
        }
        try (var other = TestServices.run(StartsServices.class, folder)) {
            var redis = folder.resolve("redis/redis.pid");
            assertThat(Patience.until(Duration.ofSeconds(20), () -> Files.exists(redis)))
                    .isTrue();
            other.process().destroy();
            other.process().onExit().join();
        }
        try (var data = DataFolder.open(folder)) {
            assertNothingRuns(data);
        }
    }

    /** Both servers remove their pid file at the end of an orderly stop. */
    private static void assertNothingRuns(DataFolder data) {
        assertThat(data.path().resolve("postgres/data/PG_VERSION")).exists();
        assertThat(data.path().resolve("postgres/data/postmaster.pid")).doesNotExist();
        assertThat(data.path().resolve("redis/redis.pid")).doesNotExist();
    }

    private static EmbeddedServices start(DataFolder data, ServiceAddresses given, EmbeddedPorts ports) {
        return EmbeddedServices.start(data, given, ports, TestServices.programs(), Clock.systemUTC());
    }
}
