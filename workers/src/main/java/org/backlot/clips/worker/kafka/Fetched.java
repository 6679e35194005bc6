package org.backlot.clips.worker.kafka;

/**
 * The body of a message, and when it was fetched.
 *
 * @param since the number of the assignment of partitions that was the latest by then
 */
record Fetched(byte[] body, long since) {}
