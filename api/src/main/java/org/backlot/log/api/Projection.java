package org.backlot.log.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A view of the log in PostgreSQL. It lives in a schema of its own, named like the projection with underscores; its
 * statements name tables without schema, so that the same code fills the live schema or a rebuilt one beside it.
 */
public interface Projection extends LogSubscriber {
    /** The statements that make its tables, run once in an empty schema: the resource {@code projection/<name>.sql}. */
    default String ddl() {
        try (var resource = getClass().getResourceAsStream("/projection/" + name() + ".sql")) {
            if (resource == null) {
                throw new IllegalStateException("there is no projection/" + name() + ".sql");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its tables, in the order in which a comparison should name them. */
    List<String> tables();

    /** The schema of the live view. */
    default String schema() {
        return name().replace('-', '_');
    }
}
