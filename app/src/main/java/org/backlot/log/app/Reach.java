// Why this file exists: what a follower knows of itself may be wrong. Views commit without waiting for the disk, so a
// database that crashes under a living program takes back what the program believes to be done.
package org.backlot.log.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a follower has come, as this process knows it: what it found or committed last, and what has passed by since
 * without concerning it. Its row in the database is right where the two differ.
 */
final class Reach {
    private static final Logger LOG = LoggerFactory.getLogger(Reach.class);
    private static final long UNKNOWN = -1;

    private final String follower;
    private final FollowerPositions positions;
    private final PassedPositions passed;
    /** What the row held when this process last saw or wrote it. Only the follower's own thread writes these. */
    private volatile long committed = UNKNOWN;

    private volatile long reached = UNKNOWN;
    private volatile long parked;
    private volatile boolean inDoubt;

    Reach(String follower, FollowerPositions positions, PassedPositions passed) {
        this.follower = follower;
        this.positions = positions;
        this.passed = passed;
    }

    /** Everything up to here was taken, here or elsewhere, or does not concern the follower. */
    long position() {
        if (reached == UNKNOWN) {
            committed = positions.read(follower);
            reached = committed;
        }
        return reached;
    }

    /** Nothing up to there concerns the follower. */
    void passedBy(long position) {
        reached = position;
        passed.passed(follower, committed, position);
    }

    /** The row was moved to this position, or beyond. */
    void committed(long position) {
        committed = position;
        reached = position;
    }

    /** Whether the row, now locked, stands before what this process believes; if so, that belief is given up. */
    boolean wasTakenBack(long row) {
        if (row >= committed) {
            return false;
        }
        LOG.warn(
                "{} stands at {} and not at {}: the database has lost what was not on its disk",
                follower,
                row,
                committed);
        reached = UNKNOWN;
        return true;
    }

    String follower() {
        return follower;
    }

    /** What the row is believed to hold, at least; negative where nothing is believed. */
    long believed() {
        return committed;
    }

    /** How many events lay aside when the row was last looked at. */
    long parked() {
        return parked;
    }

    /**
     * Takes note of the row as somebody else has seen it.
     *
     * @param believedBefore what was believed before the row was read
     */
    void seen(FollowerPositions.Standing row, long believedBefore) {
        parked = row.parked();
        if (row.position() < believedBefore) {
            inDoubt = true;
        }
    }

    /** Reads the row where it was seen to contradict; for a follower at rest, which would not notice otherwise. */
    void lookWhereInDoubt() {
        if (inDoubt) {
            inDoubt = false;
            wasTakenBack(positions.read(follower));
        }
    }
}
