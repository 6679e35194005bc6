package org.backlot.eventstore.tree;

import java.util.ArrayList;
import java.util.List;

/** The root of a tree that grows leaf by leaf, in the memory of one hash per level. */
final class RunningRoot {
    /** The whole subtrees from left to right, one for each bit of the size. */
    private final List<Hash> peaks;

    private long size;

    RunningRoot() {
        this(new ArrayList<>(), 0);
    }

    private RunningRoot(List<Hash> peaks, long size) {
        this.peaks = peaks;
        this.size = size;
    }

    RunningRoot copy() {
        return new RunningRoot(new ArrayList<>(peaks), size);
    }

    void add(Hash leaf) {
        var hash = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            hash = Hash.ofNode(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size++;
    }

    long size() {
        return size;
    }

    Hash root() {
        if (peaks.isEmpty()) {
            return Hash.ofNothing();
        }
        var hash = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = Hash.ofNode(peaks.get(i), hash);
        }
        return hash;
    }
}
