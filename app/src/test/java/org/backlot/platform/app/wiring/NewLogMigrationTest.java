package org.backlot.platform.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.Programs;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DisplayName("A database that began with the framework's own table")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewLogMigrationTest {
    private DataFolder data;
    private EmbeddedPostgres postgres;
    private Connection connection;
    private JdbcClient jdbc;

    @BeforeAll
    void start(@TempDir Path temporary) throws SQLException {
        data = DataFolder.open(temporary.resolve("data"));
        postgres = EmbeddedPostgres.start(data, Programs.in(Path.of("target", "programs")), 0);
        var address = postgres.address();
        connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @AfterAll
    void stop() throws SQLException {
        connection.close();
        postgres.close();
        data.close();
    }

    @BeforeEach
    void begin() throws IOException {
        jdbc.sql(new ClassPathResource("db/migration/V1__event_log.sql").getContentAsString(StandardCharsets.UTF_8))
                .update();
    }

    @AfterEach
    void empty() {
        jdbc.sql("drop schema if exists log cascade; drop schema if exists slate cascade;"
                        + " drop table log_follower, subject_key, saga_entry, association_value_entry, scheduled_tasks")
                .update();
    }

    @Test
    @DisplayName("LED-4: keeps every event, closes the holes that rolled-back appends left, and every position follows")
    void closes_holes() throws SQLException {
        appended(1, "project/a", 0);
        appended(2, "project/b", 0);
        appended(5, "project/a", 1);
        jdbc.sql("insert into log_follower values ('slate', 2), ('mail-worker', 5)")
                .update();
        jdbc.sql("insert into idempotency_key values ('account/1', 'key', 'f', 201, 'a', 5, '2026-11-20T06:00:00Z')")
                .update();
        jdbc.sql("insert into unique_claim values ('email', 'd', 'account/1')").update();
        jdbc.sql("create schema slate").update();

        migrate();

        assertThat(jdbc.sql("select position || ' ' || stream || ' ' || sequence from log.event order by position")
                        .query(String.class)
                        .list())
                .containsExactly("1 project/a 0", "2 project/b 0", "3 project/a 1");
        assertThat(number("select position from log.head")).isEqualTo(3);
        assertThat(number("select position from log_follower where name = 'slate'"))
                .isEqualTo(2);
        assertThat(number("select position from log_follower where name = 'mail-worker'"))
                .isEqualTo(3);
        assertThat(number("select position from log.receipt where key = 'key'")).isEqualTo(3);
        assertThat(number("select count(*) from log.claim where owner = 'account/1'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from log.event where at = '2026-11-20T06:00:00.123456Z'"))
                .isEqualTo(3);
        assertThat(number("select count(*) from information_schema.schemata where schema_name = 'slate'"))
                .as("a view that may have kept an old position begins anew")
                .isZero();
    }

    @Test
    @DisplayName("LED-4: where there were no holes, views stay as they are")
    void without_holes() throws SQLException {
        appended(1, "project/a", 0);
        jdbc.sql("create schema slate").update();

        migrate();

        assertThat(number("select count(*) from information_schema.schemata where schema_name = 'slate'"))
                .isEqualTo(1);
    }

    private void appended(long index, String stream, long sequence) {
        jdbc.sql("""
                        insert into domain_event_entry values (:index, 'event ' || :index, :stream, :sequence, 'Project',
                            'production.ProjectCreated', '1', '{}', '{}', '2026-11-20T06:00:00.123456Z')
                        """)
                .param("index", index)
                .param("stream", stream)
                .param("sequence", sequence)
                .update();
    }

    private long number(String sql) {
        return Objects.requireNonNull(jdbc.sql(sql).query(Long.class).single());
    }

    private void migrate() throws SQLException {
        new NewLogMigration().migrate(new Context() {
            @Override
            public Configuration getConfiguration() {
                throw new UnsupportedOperationException("the migration asks for nothing but its connection");
            }

            @Override
            public Connection getConnection() {
                return connection;
            }
        });
    }
}
