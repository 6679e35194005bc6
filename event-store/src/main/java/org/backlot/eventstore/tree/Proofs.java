package org.backlot.eventstore.tree;

import java.util.List;

/** Verifies proofs as RFC 9162 prescribes: pure functions that know neither a log nor a database. */
public final class Proofs {
    private Proofs() {}

    /** Whether a leaf with this hash is at this place of the tree with this size and root (section 2.1.3.2). */
    public static boolean includes(Hash root, long size, long leaf, Hash leafHash, List<Hash> proof) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        long place = leaf;
        long last = size - 1;
        var hash = leafHash;
        for (var sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = Hash.ofNode(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the newer tree begins with the older one: nothing was taken out, changed or put between (2.1.4.2). */
    public static boolean consistent(long from, Hash oldRoot, long to, Hash newRoot, List<Hash> proof) {
        if (from < 1 || from > to) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && oldRoot.equals(newRoot);
        }
        if (proof.isEmpty()) {
            return false;
        }
        // A tree of a power of two is a node of the newer one; the proof leaves its hash out.
        boolean whole = Long.bitCount(from) == 1;
        long place = from - 1;
        long last = to - 1;
        while ((place & 1) == 1) {
            place >>>= 1;
            last >>>= 1;
        }
        var older = whole ? oldRoot : proof.getFirst();
        var newer = older;
        for (var sibling : whole ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                older = Hash.ofNode(sibling, older);
                newer = Hash.ofNode(sibling, newer);
                while ((place & 1) == 0 && place != 0) {
                    place >>>= 1;
                    last >>>= 1;
                }
            } else {
                newer = Hash.ofNode(newer, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && older.equals(oldRoot) && newer.equals(newRoot);
    }
}
