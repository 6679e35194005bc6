package org.backlot.bench.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Says what is wrong with a log after a run, if anything. The proofs of the log's tree would be one more of these. */
@FunctionalInterface
interface Oracle {
    /** Each finding as a sentence; none where all is well. */
    List<String> findings(Ended run, Connection database) throws SQLException;

    /**
     * A run whose nodes have come to rest.
     *
     * @param events the whole log
     */
    record Ended(String schema, Told told, List<org.backlot.eventstore.StoredEvent> events) {}
}
