package org.backlot.eventstore.tree;

import java.util.List;

/**
 * What the check of a whole log came to.
 *
 * @param identity which log was checked
 * @param rows how many were read
 * @param head the last position there is a row for
 * @param treeSize the size of the stored tree
 * @param checkpoints how many were looked at
 * @param confirmed the size of the largest checkpoint that all rows below it agree with; 0 where there is none
 * @param findings all that is not as it was signed; empty for a sound log
 * @param furtherFindings how many more there are, of a kind that is there already
 */
public record Verdict(
        LogIdentity identity,
        long rows,
        long head,
        long treeSize,
        long checkpoints,
        long confirmed,
        List<Finding> findings,
        long furtherFindings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether all is as it was signed. */
    public boolean sound() {
        return findings.isEmpty();
    }
}
