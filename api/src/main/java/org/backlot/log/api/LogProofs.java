package org.backlot.log.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What shows an auditor that the log is what it was: signed checkpoints, and proofs from its Merkle tree. Texts are in the
 * forms that the world outside knows (C2SP tlog-checkpoint, RFC 9162, hashes in Base64). Every call may block.
 */
public interface LogProofs {
    /** The key that verifies checkpoints, as a C2SP verifier key. */
    String key();

    /** The newest checkpoint, or that of a size; nothing where there is none. */
    Optional<String> checkpoint(OptionalLong size);

    /** Shows that the event at a position is in the tree of a size, by default of the newest checkpoint. */
    Optional<Inclusion> inclusion(long position, OptionalLong size);

    /** Shows that the tree of size {@code to}, by default of the newest checkpoint, begins with that of {@code from}. */
    Optional<Consistency> consistency(long from, OptionalLong to);

    /** The event at a position with everything that proves it, as one JSON document. */
    Optional<String> bundle(long position);

    /** Keeps signatures of witnesses beneath a checkpoint; the checkpoint with them. */
    Optional<String> cosign(long size, String lines);

    /**
     * A path from a leaf to the root (RFC 9162 section 2.1.3).
     *
     * @param position of the event, and of its leaf
     * @param size of the tree, one more than the last position that it covers
     * @param leafHash the hash of the event
     * @param root of the tree of that size
     * @param proof lowest first
     * @param checkpoint the signed note of that size, if one was signed then
     */
    record Inclusion(
            long position,
            long size,
            String leafHash,
            String root,
            List<String> proof,
            @Nullable String checkpoint) {
        public Inclusion {
            proof = List.copyOf(proof);
        }
    }

    /**
     * What shows that one tree begins with another (RFC 9162 section 2.1.4).
     *
     * @param from the size of the older one
     * @param fromRoot its root
     * @param to the size of the newer one
     * @param toRoot its root
     * @param proof the hashes between
     */
    record Consistency(long from, String fromRoot, long to, String toRoot, List<String> proof) {
        public Consistency {
            proof = List.copyOf(proof);
        }
    }
}
