package org.backlot.log.query;

/**
 * A stretch of the log that is settled before it is read: what comes later is not in it.
 *
 * @param first the first position
 * @param last the last position, both included; less than {@code first} where there is nothing
 * @param head the newest position at that moment
 */
record LogStretch(long first, long last, long head) {
    boolean empty() {
        return last < first;
    }

    /** How many events it holds: positions have no gaps. */
    long length() {
        return empty() ? 0 : last - first + 1;
    }
}
