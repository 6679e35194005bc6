package org.backlot.log.api;

import java.util.Optional;

/**
 * Says by what root of the log's tree somebody can prove that a stretch of the log is complete and unchanged. An export
 * ends with it. Where there is no tree, there is no such part, and an export says so by leaving the root out.
 */
public interface CompletenessProof {
    /**
     * A tree of the log.
     *
     * @param size how many leaves it has, one more than the last position it covers: leaf 0 is the log's identity
     * @param rootHash its root (RFC 9162), in standard Base64
     */
    record Root(long size, String rootHash) {}

    /** The root of the tree that ends with a position; empty where the tree does not come so far in time. May block. */
    Optional<Root> rootUpTo(long position);
}
