package org.backlot.eventstore.tree;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the log has signed. While it grows it signs at most once in an interval, by the clock of the database so that all
 * nodes agree; and never anything that does not continue what it signed before.
 */
public final class Checkpoints {
    /** Under load as often, and no oftener. */
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

    /**
     * A checkpoint as it is kept.
     *
     * @param note with the signature of the log first, and those of witnesses beneath
     */
    public record Kept(long size, Hash root, SignedNote note, Instant at) {}

    private static final String NEWEST = "select size, root, note, at from log.checkpoint order by size desc limit 1";

    private final LogTree tree;
    private final Duration interval;

    public Checkpoints(LogTree tree, Duration interval) {
        this.tree = tree;
        this.interval = interval;
    }

    /**
     * Signs the tree as it stands, if it has grown and the last signature is old enough.
     *
     * @throws TreeDamaged if the tree does not continue what was signed before
     */
    public Optional<Kept> signIfDue(LogSigner signer) {
        return tree.inTransaction("no checkpoint can be signed", connection -> {
            if (!grown(connection)) {
                return Optional.empty();
            }
            long size = tree.lockedSize(connection);
            if (size < 1) {
                return Optional.empty();
            }
            var last = one(connection, NEWEST);
            if (last.isPresent() && (last.get().size() >= size || !due(connection, last.get()))) {
                return Optional.empty();
            }
            var tiles = new StoredTiles(connection, tree.schema());
            if (last.isPresent()
                    && !tiles.root(last.get().size()).equals(last.get().root())) {
                throw new TreeDamaged("the stored tree does not continue the checkpoint of size "
                        + last.get().size());
            }
            insert(connection, signer.sign(size, tiles.root(size)));
            return one(connection, NEWEST);
        });
    }

    // Looked at without a lock, so that a log at rest is left in peace.
    private boolean grown(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(tree.schema()
                        .sql("select size > (select coalesce(max(size), 0) from log.checkpoint) from log.tree"));
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void insert(Connection connection, SignedNote note) throws SQLException {
        var checkpoint = Checkpoint.parse(note.text());
        try (var statement = connection.prepareStatement(tree.schema()
                .sql("insert into log.checkpoint (size, root, note, at) values (?, ?, ?, clock_timestamp())"))) {
            statement.setLong(1, checkpoint.size());
            statement.setBytes(2, checkpoint.root().bytes());
            statement.setString(3, note.toString());
            statement.executeUpdate();
        }
    }

    // A clock that was set back must not silence the log until it has caught up.
    private boolean due(Connection connection, Kept last) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select ? not between clock_timestamp() - ? * interval '1 microsecond' and clock_timestamp()")) {
            statement.setObject(1, last.at().atOffset(java.time.ZoneOffset.UTC));
            statement.setLong(2, interval.toNanos() / 1_000);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** The newest one. */
    public Optional<Kept> latest() {
        return tree.inTransaction("the checkpoints cannot be read", connection -> one(connection, NEWEST));
    }

    /** That of a size, if one was signed then. */
    public Optional<Kept> of(long size) {
        return tree.inTransaction(
                "the checkpoints cannot be read",
                connection -> one(connection, "select size, root, note, at from log.checkpoint where size = ?", size));
    }

    /** The first one that covers a position. */
    public Optional<Kept> covering(long position) {
        return tree.inTransaction(
                "the checkpoints cannot be read",
                connection -> one(
                        connection,
                        "select size, root, note, at from log.checkpoint where size > ? order by size limit 1",
                        position));
    }

    /**
     * Puts the signatures of witnesses beneath a checkpoint.
     *
     * @param witnesses whom we believe; a signature of anybody else is refused
     * @return the checkpoint with them, or nothing where no checkpoint has this size
     * @throws IllegalArgumentException if a signature is not one of these witnesses' over this checkpoint
     */
    public Optional<Kept> cosign(long size, List<NoteSignature> signatures, List<VerifierKey> witnesses) {
        var found = of(size);
        if (found.isEmpty()) {
            return found;
        }
        var text = found.get().note().text();
        for (var signature : signatures) {
            if (witnesses.stream().noneMatch(key -> key.isNamedBy(signature) && key.verifies(signature, text))) {
                throw new IllegalArgumentException("not the signature of a known witness over the checkpoint of size "
                        + size + ": " + signature.name());
            }
        }
        // Makes sure that the note can still be read with them.
        found.get().note().with(signatures);
        tree.inTransaction("the cosignatures cannot be kept", connection -> {
            try (var statement = connection.prepareStatement(tree.schema()
                    .sql("insert into log.cosignature (size, line) values (?, ?) on conflict do nothing"))) {
                for (var signature : signatures) {
                    statement.setLong(1, size);
                    statement.setString(2, signature.toString());
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
        return of(size);
    }

    private Optional<Kept> one(Connection connection, String sql, long... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(tree.schema().sql(sql))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(kept(connection, row)) : Optional.empty();
            }
        }
    }

    private Kept kept(Connection connection, ResultSet row) throws SQLException {
        long size = row.getLong(1);
        return new Kept(
                size,
                Hash.of(row.getBytes(2)),
                SignedNote.parse(row.getString(3)).with(cosignatures(connection, size)),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    private List<NoteSignature> cosignatures(Connection connection, long size) throws SQLException {
        try (var statement = connection.prepareStatement(
                tree.schema().sql("select line from log.cosignature where size = ? order by at, line"))) {
            statement.setLong(1, size);
            var signatures = new ArrayList<NoteSignature>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    signatures.add(NoteSignature.parse(rows.getString(1)));
                }
            }
            return signatures;
        }
    }
}
