package org.backlot.platform.query;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The tables of one projection: the live ones, or as they were at a position. Readers name their schema {@code {view}}, so
 * that the same statements read both.
 *
 * @param schema where the tables are
 * @param past whether this is a view as it was
 */
public record View(DatabaseClient database, String schema, boolean past) {
    private static final String PLACE = "{view}";

    public static View live(DatabaseClient database, String schema) {
        return new View(database, schema, false);
    }

    /** A statement over this view. */
    public DatabaseClient.GenericExecuteSpec sql(String statement) {
        return database.sql(statement.replace(PLACE, schema));
    }
}
