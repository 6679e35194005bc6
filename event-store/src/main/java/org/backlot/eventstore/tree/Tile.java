package org.backlot.eventstore.tree;

/**
 * Up to 256 hashes that lie side by side, as in C2SP tlog-tiles: at level 0 hashes of leaves, at level l hashes over whole
 * tiles of level l - 1.
 */
final class Tile {
    static final int BITS = 8;
    static final int WIDTH = 1 << BITS;

    private final byte[] hashes;
    private int count;

    Tile() {
        this(new byte[0]);
    }

    Tile(byte[] stored) {
        if (stored.length % Hash.LENGTH != 0 || stored.length > WIDTH * Hash.LENGTH) {
            throw new TreeDamaged("a tile of the stored tree has " + stored.length + " bytes");
        }
        hashes = new byte[WIDTH * Hash.LENGTH];
        System.arraycopy(stored, 0, hashes, 0, stored.length);
        count = stored.length / Hash.LENGTH;
    }

    int count() {
        return count;
    }

    boolean full() {
        return count == WIDTH;
    }

    void add(Hash hash) {
        hash.copyTo(hashes, count * Hash.LENGTH);
        count++;
    }

    Hash get(int place) {
        if (place >= count) {
            throw new TreeDamaged("a tile of the stored tree ends before its hash " + place);
        }
        return Hash.from(hashes, place * Hash.LENGTH);
    }

    /** The hash over {@code width} hashes from a place on; both a power of two and its multiple. */
    Hash over(int place, int width) {
        return width == 1 ? get(place) : Hash.ofNode(over(place, width / 2), over(place + width / 2, width / 2));
    }

    /** As it is stored. */
    byte[] bytes() {
        return java.util.Arrays.copyOf(hashes, count * Hash.LENGTH);
    }
}
