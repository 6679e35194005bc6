package org.backlot.log.api;

import java.util.List;

/**
 * A view of the log in PostgreSQL. It lives in a schema of its own, named like the projection with underscores; its
 * statements name tables without schema, so that the same code fills the live schema or a rebuilt one beside it.
 */
public interface Projection extends LogSubscriber {
    /** The statements that make its tables, run once in an empty schema. */
    String ddl();

    /** Its tables, in the order in which a comparison should name them. */
    List<String> tables();

    /** The schema of the live view. */
    default String schema() {
        return name().replace('-', '_');
    }
}
