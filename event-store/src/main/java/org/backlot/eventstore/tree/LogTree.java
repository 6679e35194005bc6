package org.backlot.eventstore.tree;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.StoredEvent;

/**
 * The tree as it is stored. It grows by following the log, one batch in one transaction under the lock of its one row, so
 * that of several nodes one works and the others pass by. An append to the log never waits for it.
 */
public final class LogTree {
    private final DataSource database;
    private final LogSchema schema;
    private final LogReader log;
    private final LogIdentity identity;

    public LogTree(DataSource database, LogSchema schema, LogIdentity identity) {
        this.database = database;
        this.schema = schema;
        this.log = new LogReader(database, schema);
        this.identity = identity;
    }

    /**
     * Takes the next events of the log into the tree.
     *
     * @return how many leaves were added; 0 at the end of the log, and where another node is at it
     */
    public int grow(int limit) {
        return inTransaction("the tree cannot grow", connection -> {
            if (!behind(connection)) {
                return 0;
            }
            long size = lockedSize(connection);
            return size < 0 ? 0 : grow(connection, size, limit);
        });
    }

    private int grow(Connection connection, long size, int limit) throws SQLException {
        // Read after the lock was taken: what comes back begins where the last one to hold it has stopped.
        var events = log.after(Math.max(size - 1, 0), limit);
        int grown = events.size() + (size == 0 ? 1 : 0);
        if (grown == 0) {
            return 0;
        }
        try (var insert = connection.prepareStatement(
                schema.sql("insert into log.tree_tile (level, index, hashes) values (?, ?, ?)"
                        + " on conflict (level, index) do update set hashes = excluded.hashes"))) {
            var append = new TileAppend(size, new StoredTiles(connection, schema)::tile, (level, index, tile) -> {
                try {
                    insert.setInt(1, level);
                    insert.setLong(2, index);
                    insert.setBytes(3, tile.bytes());
                    insert.addBatch();
                } catch (SQLException e) {
                    throw new LogUnavailable("the tree cannot grow", e);
                }
            });
            if (size == 0) {
                append.add(identity.leaf());
            }
            long next = Math.max(size, 1);
            for (StoredEvent event : events) {
                if (event.position() != next) {
                    throw new TreeDamaged("after position " + (next - 1) + " the log goes on with " + event.position());
                }
                append.add(Hash.ofLeaf(LeafEncoding.of(event)));
                next++;
            }
            append.finish();
            insert.executeBatch();
        }
        try (var update = connection.prepareStatement(schema.sql("update log.tree set size = ?"))) {
            update.setLong(1, size + grown);
            update.executeUpdate();
        }
        return grown;
    }

    /** How many leaves it has: one for the identity, and one for each position taken. */
    public long size() {
        return inTransaction("the tree cannot be read", this::storedSize);
    }

    /** The root of the tree when it had this size. */
    public Hash root(long size) {
        return reading(size, tiles -> tiles.root(size));
    }

    /** The path from the event at a position to the root of the tree of a size. */
    public List<Hash> inclusionProof(long position, long size) {
        return reading(size, tiles -> tiles.inclusionProof(position, size));
    }

    /** What shows that the tree of size {@code to} begins with that of size {@code from}. */
    public List<Hash> consistencyProof(long from, long to) {
        return reading(to, tiles -> tiles.consistencyProof(from, to));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(Subtrees tiles);
    }

    private <T> T reading(long size, Reading<T> reading) {
        return inTransaction("the tree cannot be read", connection -> {
            long grown = storedSize(connection);
            if (size > grown) {
                throw new IllegalArgumentException("the tree has " + grown + " leaves, not " + size);
            }
            return reading.from(new StoredTiles(connection, schema));
        });
    }

    private long storedSize(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(schema.sql("select size from log.tree"));
                var row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    // Looked at without a lock, so that a log at rest is left in peace.
    private boolean behind(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                        schema.sql("select tree.size <= head.position from log.tree, log.head"));
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The size, locked until the transaction ends; -1 where somebody else has it locked: they are at work. */
    long lockedSize(Connection connection) throws SQLException {
        try (var statement =
                        connection.prepareStatement(schema.sql("select size from log.tree for update skip locked"));
                var row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    LogIdentity identity() {
        return identity;
    }

    LogSchema schema() {
        return schema;
    }

    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    <T> T inTransaction(String otherwise, Work<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LogUnavailable(otherwise, e);
        }
    }
}
