package org.backlot.log.app;

import org.backlot.log.api.Projection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each view has a schema of its own, and its statements name tables without schema: here the two are brought together. */
public final class ProjectionSchemas {
    private final JdbcClient jdbc;
    private final Transactions transactions;

    public ProjectionSchemas(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Makes the live schema of a projection where it does not exist yet, empty and at the beginning of the log.
     *
     * @return whether it was made now
     */
    public boolean installLive(Projection projection) {
        return transactions.plain(() -> {
            // Several nodes may start at once.
            jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param("schema/" + projection.schema())
                    .query((_, _) -> 0)
                    .single();
            if (exists(projection.schema())) {
                return false;
            }
            create(projection.schema(), projection);
            // Where somebody dropped the schema, the old position would leave it empty for ever. What was parked comes
            // again with all the rest.
            jdbc.sql("delete from public.dead_letter where follower = ?")
                    .param(projection.name())
                    .update();
            jdbc.sql("delete from public.log_follower where name = ?")
                    .param(projection.name())
                    .update();
            return true;
        });
    }

    /** Makes an empty schema for a projection, dropping one of that name. */
    public void createAnew(String schema, Projection projection) {
        transactions.plain(() -> {
            jdbc.sql("drop schema if exists " + schema + " cascade").update();
            create(schema, projection);
            return 0;
        });
    }

    /** Lets unqualified table names of this transaction mean the tables of that schema. */
    static void use(JdbcClient jdbc, String schema) {
        jdbc.sql("set local search_path = " + schema + ", public").update();
    }

    /**
     * The same, for a view that follows the log and keeps its position beside its rows: the commit need not wait for the
     * disk. What a crash takes back is made again from the log, and the log's own commits have the disk for themselves.
     */
    static void useBehindTheLog(JdbcClient jdbc, String schema) {
        jdbc.sql("set local search_path = " + schema + ", public; set local synchronous_commit = off")
                .update();
    }

    private void create(String schema, Projection projection) {
        jdbc.sql("create schema " + schema).update();
        use(jdbc, schema);
        jdbc.sql(projection.ddl()).update();
    }

    boolean exists(String schema) {
        return jdbc.sql("select count(*) from information_schema.schemata where schema_name = ?")
                        .param(schema)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
