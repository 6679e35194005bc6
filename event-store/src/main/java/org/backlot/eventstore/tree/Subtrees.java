package org.backlot.eventstore.tree;

import java.util.ArrayList;
import java.util.List;

/** Where the hashes of whole subtrees come from: all that proofs are made of. */
@FunctionalInterface
public interface Subtrees {
    /** The hash over the leaves from {@code index << level}, {@code 1 << level} of them. All of them must exist. */
    Hash at(int level, long index);

    /** The root of the tree of the first {@code size} leaves (RFC 9162 section 2.1.1). */
    default Hash root(long size) {
        return size == 0 ? Hash.ofNothing() : over(0, size);
    }

    /** The path from a leaf to the root of the tree of the first {@code size} leaves (section 2.1.3.1), lowest first. */
    default List<Hash> inclusionProof(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("leaf " + leaf + " is not in a tree of size " + size);
        }
        var siblings = new ArrayList<Hash>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + leftWidth(end - start);
            if (leaf < middle) {
                siblings.add(over(middle, end));
                end = middle;
            } else {
                siblings.add(over(start, middle));
                start = middle;
            }
        }
        return siblings.reversed();
    }

    /** What shows that the tree of size {@code to} begins with that of size {@code from} (section 2.1.4.1). */
    default List<Hash> consistencyProof(long from, long to) {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("no consistency proof from size " + from + " to size " + to);
        }
        var hashes = new ArrayList<Hash>();
        long start = 0;
        long end = to;
        boolean isOldRoot = true;
        while (from < end) {
            long middle = start + leftWidth(end - start);
            if (from <= middle) {
                hashes.add(over(middle, end));
                end = middle;
            } else {
                hashes.add(over(start, middle));
                start = middle;
                isOldRoot = false;
            }
        }
        if (!isOldRoot) {
            hashes.add(over(start, end));
        }
        return hashes.reversed();
    }

    private Hash over(long start, long end) {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return at(level, start >>> level);
        }
        long middle = start + leftWidth(width);
        return Hash.ofNode(over(start, middle), over(middle, end));
    }

    // The largest power of two smaller than the width.
    private static long leftWidth(long width) {
        return Long.highestOneBit(width - 1);
    }
}
