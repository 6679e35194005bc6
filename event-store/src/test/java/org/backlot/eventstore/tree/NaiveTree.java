package org.backlot.eventstore.tree;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.LongStream;

/** The tree exactly as RFC 9162 section 2.1.1 writes it down, as slow as that is, and with hashing of its own. */
final class NaiveTree {
    private NaiveTree() {}

    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return sha256(new byte[] {0}, leaves.getFirst());
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return sha256(new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    /** Subtrees of leaves in memory. */
    static Subtrees subtrees(List<byte[]> leaves) {
        return (level, index) -> {
            int from = Math.toIntExact(index << level);
            return Hash.of(root(leaves.subList(from, from + (1 << level))));
        };
    }

    static List<byte[]> leaves(long count) {
        return LongStream.range(0, count)
                .mapToObj(n -> ByteBuffer.allocate(Long.BYTES).putLong(n).array())
                .toList();
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
