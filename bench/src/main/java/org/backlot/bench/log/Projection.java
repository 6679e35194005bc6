package org.backlot.bench.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is made of the events of a log. */
@FunctionalInterface
interface Projection {
    /** Takes in some events, in order, in the transaction in which the position reached is kept. */
    void apply(Connection connection, List<Posted> batch) throws SQLException;
}
