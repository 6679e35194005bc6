package org.backlot.log.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an export says about itself, so that its reader can tell that nothing is missing.
 *
 * @param first the first position it covers
 * @param last the last position it covers; less than {@code first} where it covers none
 * @param count how many events it holds
 * @param head the newest position there was when it began
 * @param treeSize the size of the tree whose root is given, one more than the last position; absent without a tree
 * @param treeRoot the root of that tree (RFC 9162), in Base64: by it, each event can be proved
 */
record Completeness(
        @JsonProperty("first_position") long first,
        @JsonProperty("last_position") long last,
        long count,
        long head,
        @JsonProperty("tree_size") @Nullable Long treeSize,
        @JsonProperty("tree_root") @Nullable String treeRoot) {}
