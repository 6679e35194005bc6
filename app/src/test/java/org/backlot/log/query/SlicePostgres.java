package org.backlot.log.query;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backlot.eventstore.LogSchema;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.PostgresAddress;
import org.backlot.platform.app.embedded.Programs;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.FileSystemUtils;

/** One real PostgreSQL for the slices of the log feed and of logistics, with the migrations they need. */
public final class SlicePostgres {
    private static final class Started {
        private static final SlicePostgres ONCE = new SlicePostgres();
    }

    private final SingleConnectionDataSource source;
    private final JdbcClient jdbc;
    private final DatabaseClient reactive;

    private SlicePostgres() {
        try {
            var folder = Files.createTempDirectory("backlot-slice");
            var data = DataFolder.open(folder.resolve("data"));
            var postgres = EmbeddedPostgres.start(data, Programs.in(Path.of("target", "programs")), 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                data.close();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            PostgresAddress address = postgres.address();
            source = new SingleConnectionDataSource(address.jdbcUrl(), address.user(), address.password(), true);
            jdbc = JdbcClient.create(source);
            reactive = DatabaseClient.create(ConnectionFactories.get(
                    ConnectionFactoryOptions.parse(address.jdbcUrl().replaceFirst("^jdbc:", "r2dbc:"))
                            .mutate()
                            .option(ConnectionFactoryOptions.USER, address.user())
                            .option(ConnectionFactoryOptions.PASSWORD, address.password())
                            .build()));
            jdbc.sql(LogSchema.LOG.ddl()).update();
            jdbc.sql(migration("V30__gear_position.sql")).update();
            jdbc.sql(migration("V50__audit_read.sql")).update();
            jdbc.sql(migration("V56__job_messages.sql")).update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JdbcClient jdbc() {
        return Started.ONCE.jdbc;
    }

    /** Transactions of what {@link #jdbc} does. */
    public static PlatformTransactionManager transactions() {
        return new JdbcTransactionManager(Started.ONCE.source);
    }

    public static DatabaseClient reactive() {
        return Started.ONCE.reactive;
    }

    private static String migration(String name) throws IOException {
        return new ClassPathResource("db/migration/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
