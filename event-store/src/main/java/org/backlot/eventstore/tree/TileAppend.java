package org.backlot.eventstore.tree;

import java.util.ArrayList;
import java.util.List;

/** Adds leaves to the right end of the tiles, level by level, and hands over each tile that changed. */
final class TileAppend {
    /** Takes a tile that is full, or as far as it has come. */
    @FunctionalInterface
    interface Taker {
        void take(int level, long index, Tile tile);
    }

    /** Gives the last, unfinished tile of a level. */
    @FunctionalInterface
    interface Source {
        Tile tile(int level, long index);
    }

    private static final class Edge {
        private final long index;
        private final Tile tile;
        private boolean touched;

        Edge(long index, Tile tile) {
            this.index = index;
            this.tile = tile;
        }
    }

    private final List<Edge> edges = new ArrayList<>();
    private final Taker taker;

    TileAppend(long size, Source source, Taker taker) {
        this.taker = taker;
        for (int level = 0; size >>> (level * Tile.BITS) > 0; level++) {
            long hashes = size >>> (level * Tile.BITS);
            int unfinished = (int) (hashes % Tile.WIDTH);
            long index = hashes / Tile.WIDTH;
            var tile = unfinished == 0 ? new Tile() : source.tile(level, index);
            if (tile.count() != unfinished) {
                throw new TreeDamaged("tile %d of level %d of the stored tree has %d hashes where it should have %d"
                        .formatted(index, level, tile.count(), unfinished));
            }
            edges.add(new Edge(index, tile));
        }
    }

    void add(Hash leaf) {
        add(0, leaf);
    }

    private void add(int level, Hash hash) {
        if (level == edges.size()) {
            edges.add(new Edge(0, new Tile()));
        }
        var edge = edges.get(level);
        edge.tile.add(hash);
        edge.touched = true;
        if (edge.tile.full()) {
            taker.take(level, edge.index, edge.tile);
            edges.set(level, new Edge(edge.index + 1, new Tile()));
            add(level + 1, edge.tile.over(0, Tile.WIDTH));
        }
    }

    /** Hands over the unfinished tiles that have changed. */
    void finish() {
        for (int level = 0; level < edges.size(); level++) {
            var edge = edges.get(level);
            if (edge.touched) {
                taker.take(level, edge.index, edge.tile);
                edge.touched = false;
            }
        }
    }
}
