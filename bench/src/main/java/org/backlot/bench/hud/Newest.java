// How old news is can only be said by somebody who has heard the latest.
package org.backlot.bench.hud;

/** The changes of a unit as a device that keeps up has heard of them. */
final class Newest {
    private final long[] offsets;
    private final long[] at;
    private int count;

    /** @param most how many there will be */
    Newest(int most) {
        this.offsets = new long[most];
        this.at = new long[most];
    }

    synchronized void heard(long offset, long nanoseconds) {
        offsets[count] = offset;
        at[count] = nanoseconds;
        count++;
    }

    synchronized boolean isAnyThere() {
        return count > 0;
    }

    /** How many changes have come since that offset. */
    synchronized int since(long offset) {
        int newer = 0;
        while (newer < count && offsets[count - 1 - newer] > offset) {
            newer++;
        }
        return newer;
    }

    /** For how long that offset has not been the latest. */
    synchronized long oldFor(long offset, long now) {
        int newer = since(offset);
        return newer == 0 ? 0 : now - at[count - newer];
    }
}
