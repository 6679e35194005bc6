package org.backlot.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The PostgreSQL schema in which a log lives. One database can hold several.
 *
 * @param name lower-case letters, digits and underscores
 */
public record LogSchema(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    /** The usual one. */
    public static final LogSchema LOG = new LogSchema("log");

    public LogSchema {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a schema: " + name);
        }
    }

    /** Makes the tables where they are missing. They must be there before anything else of this package is used. */
    public void install(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(ddl());
        }
    }

    /** The statements that make the tables, for those who migrate their databases by other means. */
    public String ddl() {
        try (var resource = LogSchema.class.getResourceAsStream("log.sql")) {
            if (resource == null) {
                throw new IllegalStateException("log.sql is missing beside " + LogSchema.class);
            }
            return sql(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A statement written for the schema {@code log}, for this one. */
    public String sql(String statement) {
        return name.equals("log")
                ? statement
                : statement
                        .replaceAll("\\blog\\.", name + ".")
                        .replaceAll("\\bschema if not exists log\\b", "schema if not exists " + name);
    }
}
