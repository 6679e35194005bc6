package org.backlot.log.api;

import java.util.Optional;

/**
 * Says by what root of the log's tree somebody can prove that a stretch of the log is complete and unchanged. An export
 * ends with it. Where there is no tree, there is no such part, and an export says so by leaving the root out.
 */
public interface CompletenessProof {
    /**
     * The tree over the first positions of the log.
     *
     * @param size how many positions it covers, from 1
     * @param rootHash its root (RFC 9162), in standard Base64
     */
    record Root(long size, String rootHash) {}

    /** The root over the positions 1 to {@code size}; empty where the tree has not come so far. May block. */
    Optional<Root> rootAt(long size);
}
