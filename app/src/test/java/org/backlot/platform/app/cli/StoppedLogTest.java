package org.backlot.platform.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.tree.Checkpoints;
import org.backlot.eventstore.tree.LogSigner;
import org.backlot.eventstore.tree.LogTree;
import org.backlot.eventstore.tree.Vault;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DisplayName("The log of a stopped program")
@DisabledIfEnvironmentVariable(
        named = "BACKLOT_POSTGRES_URL",
        matches = ".+",
        disabledReason = "the commands go to that database then")
class StoppedLogTest {
    private static final Vault OPEN = new Vault() {
        @Override
        public byte[] seal(byte[] secret) {
            return secret.clone();
        }

        @Override
        public byte[] open(byte[] sealed) {
            return sealed.clone();
        }
    };

    @TempDir
    Path temporary;

    @BeforeEach
    void a_log_was_written_and_signed() {
        onDatabase(database -> {
            LogSchema.LOG.install(database);
            var jdbc = JdbcClient.create(database);
            jdbc.sql("""
                    insert into log.event
                    select n, 'a/1', n, null, 'e' || n, timestamptz '2026-01-01', 'test.Done', '1', '{}', '{}'
                    from generate_series(1, 20) n
                    """).update();
            jdbc.sql("update log.head set position = 20").update();
            var signer = LogSigner.open(database, LogSchema.LOG, OPEN, new SecureRandom(), id -> "test/" + id);
            var tree = new LogTree(database, LogSchema.LOG, signer.identity());
            assertThat(tree.grow(100)).isEqualTo(21);
            assertThat(new Checkpoints(tree, Duration.ZERO).signIfDue(signer)).isPresent();
        });
    }

    @Test
    @DisplayName("LED-2: is verified and proven from its data folder alone; a row changed meanwhile is found")
    void verified_and_proven() {
        var bundle = temporary.resolve("proof.json");
        assertThat(run("log", "verify")).isZero();
        assertThat(run("log", "prove", "20", "--out", bundle.toString())).isZero();
        assertThat(BacklotCommand.run("log", "check", bundle.toString())).isZero();

        onDatabase(database -> JdbcClient.create(database)
                .sql("update log.event set payload = '{ }' where position = 20")
                .update());

        assertThat(run("log", "verify")).isEqualTo(1);
        assertThat(run("log", "prove", "20", "--out", bundle.toString())).isEqualTo(1);
    }

    @Test
    @DisplayName("LED-2: where there is none, nothing is made")
    void no_log() {
        var nowhere = temporary.resolve("nowhere");

        assertThat(BacklotCommand.run("log", "verify", "--data", nowhere.toString()))
                .isEqualTo(1);
        assertThat(Files.exists(nowhere)).isFalse();
    }

    private int run(String... words) {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", temporary.resolve("data").toString()));
        return BacklotCommand.run(line.toArray(String[]::new));
    }

    @FunctionalInterface
    private interface Work {
        void on(DataSource database) throws SQLException;
    }

    private void onDatabase(Work work) {
        try (var data = DataFolder.open(temporary.resolve("data"));
                var postgres = EmbeddedPostgres.start(data, Programs.standard(Map.of(), data), 0)) {
            var address = postgres.address();
            work.on(new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
