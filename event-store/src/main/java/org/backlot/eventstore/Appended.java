package org.backlot.eventstore;

/**
 * What was committed, and is on disk.
 *
 * @param reached the position of the unit's last event; where it had none, of the newest event before it
 * @param events how many events the unit had
 */
public record Appended(long reached, int events) {
    /** The position of the unit's first event. */
    public long first() {
        return reached - events + 1;
    }
}
