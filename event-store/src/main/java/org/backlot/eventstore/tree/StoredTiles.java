package org.backlot.eventstore.tree;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.LogUnavailable;

/** The tiles in the database, as one connection sees them. A proof touches about two for each level. */
final class StoredTiles implements Subtrees {
    private static final int KEPT = 64;

    private record Place(int level, long index) {}

    private final Connection connection;
    private final String select;
    private final Map<Place, Optional<Tile>> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Optional<Tile>> eldest) {
            return size() > KEPT;
        }
    };

    StoredTiles(Connection connection, LogSchema schema) {
        this.connection = connection;
        this.select = schema.sql("select hashes from log.tree_tile where level = ? and index = ?");
    }

    @Override
    public Hash at(int level, long index) {
        int tileLevel = level / Tile.BITS;
        int width = 1 << (level % Tile.BITS);
        long first = index * width;
        return tile(tileLevel, first / Tile.WIDTH).over((int) (first % Tile.WIDTH), width);
    }

    Tile tile(int level, long index) {
        return find(level, index)
                .orElseThrow(() ->
                        new TreeDamaged("tile " + index + " of level " + level + " of the stored tree is missing"));
    }

    Optional<Tile> find(int level, long index) {
        return kept.computeIfAbsent(new Place(level, index), this::read);
    }

    private Optional<Tile> read(Place place) {
        try (var statement = connection.prepareStatement(select)) {
            statement.setInt(1, place.level());
            statement.setLong(2, place.index());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Tile(row.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new LogUnavailable("the stored tree cannot be read", e);
        }
    }
}
