/**
 * A Merkle tree over the log (RFC 9162): signed checkpoints, proofs that a row is in the log and that the log only grew,
 * and the check of a whole log against all that was ever signed. Leaf 0 is the log's identity, leaf n the event at position
 * n; so a tree of size s covers the positions below s.
 */
@NullMarked
package org.backlot.eventstore.tree;

import org.jspecify.annotations.NullMarked;
